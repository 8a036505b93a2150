import { initsAfter, requestDeltas, runsBesideAnInit } from '../../pod/effective.js';
import { rule, warns } from '../define.js';

/** Beside an init container that used to run alone, the sidecar's request comes on top. */
export const initPeak = rule({
  code: 'SM402',
  title: 'a pod that requests more',
  sources: ['kubernetes/component-helpers resource/helpers.go', 'KEP-753, Resources calculation'],
  effects: ['warns'],
  harm: 'The request of the sidecar is added to that of an init container that used to run alone: the pod may no longer fit on its node or into its quota.',
  seen: 'The sum, computed as the scheduler does it, before and after the move.',
  fix: 'Check that there is room, then accept SM402; or lower the request of the init container.',
  before: `initContainers:
- name: migrate
  resources: {requests: {cpu: 1}}
containers:
- name: proxy
  resources: {requests: {cpu: 100m}} # the pod asks for 1100m, 1 before`,
  check: ({ pod, container, moving, before }) => {
    if (!runsBesideAnInit(container, initsAfter(pod, moving, before))) return [];
    const deltas = requestDeltas(pod, moving, before);
    if (deltas.length === 0) return [];
    const words = deltas.map((delta) => `${delta.resource} from ${delta.before} to ${delta.after}`);
    return warns(
      `${container.name} now runs beside init containers, and the pod requests more: ${words.join(', ')}`,
      'check that the quota and the nodes have room for it, or lower the requests of the init containers',
    );
  },
});
