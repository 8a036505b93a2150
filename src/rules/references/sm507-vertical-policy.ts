import { rule } from '../define.js';
import { at } from './at.js';
import { scales } from './selects.js';

/** The recommender drops the samples of init containers: the policy for a sidecar is dead. */
export const verticalPolicy = rule({
  code: 'SM507',
  title: 'a VerticalPodAutoscaler that sizes the sidecar',
  sources: [
    'kubernetes/autoscaler vertical-pod-autoscaler/enhancements/8905',
    'kubernetes/autoscaler#7229',
  ],
  effects: ['warns', 'note'],
  harm: 'Up to 1.7 the recommender drops what init containers use: the policy of the sidecar is dead, and it keeps the resources that it has. What only targets the workload is a note.',
  seen: 'containerPolicies of a VerticalPodAutoscaler of the workload that name the sidecar, and do not switch it off.',
  fix: 'Give the sidecar requests and limits that fit, and take its policy out.',
  before: `containerPolicies:
- containerName: proxy
  minAllowed: {cpu: 50m}`,
  after: `containerPolicies:
- containerName: app`,
  note: {
    message:
      'a VerticalPodAutoscaler up to 1.7 sizes no sidecars: what moves keeps the resources that it has now',
    applies: ({ pod, tree }) =>
      tree.scalers.some((scaler) => scaler.form === 'vertical' && scales(scaler, pod)),
  },
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
});
