import { informing, rule } from '../define.js';

export const stopDuringStart = rule({
  code: 'SM310',
  title: 'a pod that is deleted while it starts',
  sources: ['kubernetes/kubernetes#125880, #125935'],
  effects: ['informs'],
  harm: 'On early patch releases of 1.29 and 1.30 a pod that is deleted while a sidecar starts gets no signal until the grace period is over.',
  seen: 'Two or more entries in initContainers, and clusters of 1.30 or older among the target.',
  fix: 'Run the latest patch release of your version.',
  check: informing(({ pod, container, moving, settings }) =>
    settings.kubeMinor <= 30 && pod.initContainers.length + moving.length >= 2
      ? `on early patch releases of 1.29 and 1.30, a pod that is deleted while ${container.name} starts gets no signal until the grace period is over`
      : null,
  ),
});
