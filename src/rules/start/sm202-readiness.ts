import { informing, rule } from '../define.js';

export const readiness = rule({
  code: 'SM202',
  title: 'readiness of a sidecar',
  sources: ['kubernetes/website concepts/workloads/pods/sidecar-containers.md'],
  effects: ['informs'],
  harm: 'Nothing goes wrong: the readinessProbe of a sidecar counts toward the readiness of its pod, as before.',
  seen: 'The sidecar has a readinessProbe.',
  fix: 'Nothing to do.',
  check: informing(({ container: { name, value } }) =>
    value.readinessProbe === undefined
      ? null
      : `the readinessProbe of ${name} still counts toward the readiness of the pod`,
  ),
});
