import type { Rule } from '../../model/rule.js';

/** What the format cannot say: an alias in the list, a list that is shared by an anchor. */
export const inexpressible: Rule = {
  code: 'SM607',
  title: 'a place that cannot be edited',
  sources: ['rule R-6.7; YAML 1.2.2, 3.2.2.2'],
  absolute: true,
  check: ({ pod, container }) =>
    pod.fragments.flatMap((fragment) =>
      fragment.inexpressible === null
        ? []
        : [
            {
              severity: 'block' as const,
              message: `${container.name} cannot be moved as text: ${fragment.inexpressible}`,
              remedy: 'write the list out, or move the container by hand',
            },
          ],
    ),
};
