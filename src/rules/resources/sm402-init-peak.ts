import type { Rule } from '../../model/rule.js';
import { initsAfter, requestDeltas, runsBesideAnInit } from '../../pod/effective.js';

/** Beside an init container that used to run alone, the sidecar's request comes on top. */
export const initPeak: Rule = {
  code: 'SM402',
  title: 'a pod that asks for more',
  sources: ['kubernetes/component-helpers resource/helpers.go', 'KEP-753, Resources calculation'],
  absolute: false,
  check: ({ pod, container, moving, before }) => {
    if (!runsBesideAnInit(container, initsAfter(pod, moving, before))) return [];
    const deltas = requestDeltas(pod, moving, before);
    if (deltas.length === 0) return [];
    const words = deltas.map((delta) => `${delta.resource} from ${delta.before} to ${delta.after}`);
    return [
      {
        severity: 'warn',
        message: `${container.name} now runs beside init containers, and the pod asks for more: ${words.join(', ')}`,
        remedy:
          'see that quota and nodes have room for it, or lower the requests of the init containers',
      },
    ];
  },
};
