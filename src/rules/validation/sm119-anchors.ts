import { caveatHits } from '../caveats.js';
import { rule } from '../define.js';

export const anchors = rule({
  code: 'SM119',
  title: 'anchors that cross the move',
  sources: ['YAML 1.2.2, 3.2.2.2'],
  effects: ['blocks'],
  absolute: true,
  harm: 'YAML wants an anchor before its aliases, and no place for the list keeps it so.',
  seen: 'Anchors and aliases that cross the move.',
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
