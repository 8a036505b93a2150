import type { Hit, Subject } from '../../model/rule.js';
import { caveatHits } from '../caveats.js';
import { blocks, rule } from '../define.js';

/** What the format cannot say: an alias in the list, a list that is shared by an anchor. */
export const inexpressible = rule({
  code: 'SM607',
  title: 'a container list that cannot be edited',
  sources: ['rule R-6.7; YAML 1.2.2, 3.2.2.2'],
  effects: ['blocks'],
  absolute: true,
  harm: 'The list cannot be edited in place by changing only the lines of the sidecar.',
  seen: 'Aliases as list items, merge keys, or a file that changed while it was read.',
  fix: 'Write the list out in full, or move the container by hand.',
  before: 'containers: *containers',
  after: `containers:
- name: app`,
  check: (subject) => [...unwritable(subject), ...caveatHits(subject, 'SM607')],
});

function unwritable({ pod, container }: Subject): readonly Hit<'block'>[] {
  return pod.inexpressible === null
    ? []
    : blocks(
        `${container.name} cannot be moved automatically: ${pod.inexpressible}`,
        'write the list out in full, or move the container by hand',
      );
}
