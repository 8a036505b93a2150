import { isMap } from '../../model/value.js';
import { rule } from '../define.js';

export const outOfMemory = rule({
  code: 'SM404',
  title: 'who is killed first for memory',
  sources: ['kubernetes/kubernetes#111356'],
  effects: ['note'],
  harm: 'When a node runs out of memory a sidecar is killed no sooner than its application.',
  seen: 'A pod with resources.',
  fix: 'Nothing to do; give the sidecar a limit.',
  note: {
    message: 'when a node runs out of memory a sidecar is killed no sooner than its application',
    applies: ({ apps, moving }) => [...apps, ...moving].some((each) => isMap(each.value.resources)),
  },
});
