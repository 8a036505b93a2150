import { rule, warns } from '../define.js';
import { at } from '../references/at.js';

/** An expression that picks the container out of `containers` finds nothing there any more. */
export const ignoredDifference = rule({
  code: 'SM808',
  title: 'a difference that Argo CD ignores',
  sources: ['argo-cd.readthedocs.io user-guide/diffing'],
  effects: ['warns'],
  harm: 'Argo CD no longer ignores the difference, as the expression finds nothing in containers.',
  seen: 'ignoreDifferences of an Application that select the sidecar in containers.',
  fix: 'Point the expression at initContainers.',
  before: '.spec.template.spec.containers[] | select(.name == "proxy")',
  after: '.spec.template.spec.initContainers[] | select(.name == "proxy")',
  check: ({ pod: { workload }, container, tree }) => {
    const index = new RegExp(`/containers/${container.index}(?:/|$)`);
    return tree.ignoredDifferences
      .filter(
        ({ kind, name, expression }) =>
          (kind === '' || kind === '*' || kind === workload.kind) &&
          (name === '' || name.includes(workload.name) || workload.name.includes(name)) &&
          !/initContainers/.test(expression) &&
          ((/containers\[/.test(expression) && expression.includes(`"${container.name}"`)) ||
            index.test(expression)),
      )
      .flatMap(({ owner, expression, place }) =>
        warns(
          `${owner} ignores differences at ${expression}, which no longer matches ${container.name}: Argo CD will show a difference under initContainers (${at(place)})`,
          index.test(expression)
            ? `point the expression at initContainers, by name: .spec.template.spec.initContainers[] | select(.name == "${container.name}")`
            : `write ${expression.replaceAll('containers[', 'initContainers[')} there, then accept SM808`,
          { related: [place] },
        ),
      );
  },
});
