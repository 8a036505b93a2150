import type { Rule } from '../../model/rule.js';
import { at } from './at.js';
import { scales } from './selects.js';

/** The recommender drops the samples of init containers: the policy for a sidecar is dead. */
export const verticalPolicy: Rule = {
  code: 'SM507',
  title: 'a VerticalPodAutoscaler that sizes the sidecar',
  sources: [
    'kubernetes/autoscaler vertical-pod-autoscaler/enhancements/8905',
    'kubernetes/autoscaler#7229',
  ],
  absolute: false,
  check: ({ pod, container, tree }) =>
    tree.scalers
      .filter((scaler) => scaler.form === 'vertical' && scales(scaler, pod))
      .flatMap(({ owner, containers }) =>
        containers
          .filter(({ name, off }) => name === container.name && !off)
          .map(({ place }) => ({
            severity: 'warn' as const,
            message: `${owner} has a policy for ${container.name}, and up to 1.7 it sizes no sidecars: ${container.name} keeps the resources that stand here (${at(place)})`,
            remedy: `give ${container.name} requests and limits that fit, take its policy out, then accept SM507`,
            related: [place],
          })),
      ),
};
