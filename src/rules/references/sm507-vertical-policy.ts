import { rule, warns } from '../define.js';
import { at } from './at.js';
import { scales } from './selects.js';

/** The recommender drops the samples of init containers: the policy for a sidecar is dead. */
export const verticalPolicy = rule({
  code: 'SM507',
  title: 'a VerticalPodAutoscaler with a policy for the sidecar',
  sources: [
    'kubernetes/autoscaler vertical-pod-autoscaler/enhancements/8905',
    'kubernetes/autoscaler#7229',
  ],
  effects: ['warns', 'note'],
  harm: 'Up to version 1.7 the recommender ignores the usage of init containers: the policy for the sidecar has no effect, and the sidecar keeps its current resources. A VerticalPodAutoscaler that only targets the workload is a note.',
  seen: 'containerPolicies of a VerticalPodAutoscaler of the workload that name the sidecar and do not turn it off.',
  fix: 'Set fitting requests and limits on the sidecar, and remove its policy.',
  before: `containerPolicies:
- containerName: proxy
  minAllowed: {cpu: 50m}`,
  after: `containerPolicies:
- containerName: app`,
  note: {
    message:
      'a VerticalPodAutoscaler up to 1.7 does not size sidecars: they keep their current resources',
    applies: ({ pod, tree }) =>
      tree.scalers.some((scaler) => scaler.form === 'vertical' && scales(scaler, pod)),
  },
  check: ({ pod, container, tree }) =>
    tree.scalers
      .filter((scaler) => scaler.form === 'vertical' && scales(scaler, pod))
      .flatMap(({ owner, containers }) =>
        containers
          .filter(({ name, off }) => name === container.name && !off)
          .flatMap(({ place }) =>
            warns(
              `${owner} has a policy for ${container.name}, and up to 1.7 it does not size sidecars: ${container.name} keeps the resources that are set here (${at(place)})`,
              `set fitting requests and limits on ${container.name}, remove its policy, then accept SM507`,
              { related: [place] },
            ),
          ),
      ),
});
