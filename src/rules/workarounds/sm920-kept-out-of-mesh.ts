import { informing, rule } from '../define.js';

export const keptOutOfMesh = rule({
  code: 'SM920',
  title: 'a Job that is kept out of the mesh',
  sources: ['istio/istio#11659'],
  effects: ['informs'],
  harm: 'The Job was kept out of the mesh because the proxy kept it from completing.',
  seen: 'sidecar.istio.io/inject: "false" on a Job.',
  fix: 'It can join the mesh once the mesh has native sidecars.',
  check: informing(({ pod }) =>
    [pod.podLabels, pod.podAnnotations].some(
      (map) => String(map['sidecar.istio.io/inject'] ?? '') === 'false',
    ) && /^(?:Job|CronJob)$/.test(pod.workload.kind)
      ? 'sidecar.istio.io/inject keeps this Job out of the mesh; once the mesh has native sidecars, its proxy no longer keeps the Job from completing'
      : null,
  ),
});
