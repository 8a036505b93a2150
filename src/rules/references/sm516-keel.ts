import type { Rule } from '../../model/rule.js';

/** Keel writes objects back through a client that does not know the field. */
export const keel: Rule = {
  code: 'SM516',
  title: 'an updater that strips the field',
  sources: ['keel-hq/keel#772'],
  absolute: false,
  check: ({ pod, container }) => {
    const { annotations, labels } = pod.workload;
    const policy = annotations['keel.sh/policy'] ?? labels['keel.sh/policy'];
    if (policy === undefined || policy === 'never') return [];
    return [
      {
        severity: 'warn',
        message: `Keel updates this workload and strips restartPolicy from ${container.name} when it does: the pod is rejected, or hangs`,
        remedy: 'update images another way before the move',
      },
    ];
  },
};
