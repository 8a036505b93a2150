import type { Rule } from '../../../model/rule.js';

/** An expression that picks the container out of `containers` finds nothing there any more. */
export const ignoredDifference: Rule = {
  code: 'SM808',
  title: 'a difference that Argo CD is told to ignore',
  sources: ['argo-cd.readthedocs.io user-guide/diffing'],
  absolute: false,
  check: ({ pod, container, tree }) => {
    const index = new RegExp(`/containers/${container.index}(?:/|$)`);
    const found = tree.ignoredDifferences.find(
      ({ kind, expression }) =>
        (kind === '' || kind === '*' || kind === pod.workload.kind) &&
        !/initContainers/.test(expression) &&
        ((/containers\[/.test(expression) && expression.includes(`"${container.name}"`)) ||
          index.test(expression)),
    );
    if (found === undefined) return [];
    return [
      {
        severity: 'warn',
        message: `${found.owner} ignores differences at ${found.expression}, which no longer reaches ${container.name}: it drifts under initContainers`,
        remedy: `point the expression at initContainers, then accept SM808`,
        related: [found.place],
      },
    ];
  },
};
