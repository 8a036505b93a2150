import { caveatHits } from '../caveats.js';
import { rule } from '../define.js';

export const anchors = rule({
  code: 'SM119',
  title: 'an anchor that would end up after its alias',
  sources: ['YAML 1.2.2, 3.2.2.2'],
  effects: ['blocks'],
  absolute: true,
  harm: 'In YAML an anchor has to come before its aliases, and with the move it would not, wherever the list is put.',
  seen: 'Anchors and aliases in the containers that move and in those that stay.',
  fix: 'Write one of the two out in full.',
  before: `- &proxy
  name: proxy
...
x-proxy: *proxy`,
  after: `- name: proxy
...
x-proxy: {}`,
  check: (subject) => caveatHits(subject, 'SM119'),
});
