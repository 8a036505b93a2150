import { isMap } from '../../model/value.js';
import { rule } from '../define.js';

export const outOfMemory = rule({
  code: 'SM404',
  title: 'which container is killed first when memory runs out',
  sources: ['kubernetes/kubernetes#111356'],
  effects: ['note'],
  harm: 'Nothing goes wrong: when a node runs out of memory, a sidecar is not killed before its main container.',
  seen: 'A pod with resources.',
  fix: 'Nothing to do; you may give the sidecar a memory limit.',
  note: {
    message: 'when a node runs out of memory, a sidecar is not killed before its main container',
    applies: ({ apps, moving }) => [...apps, ...moving].some((each) => isMap(each.value.resources)),
  },
});
