import { rule, warns } from '../define.js';

/** Keel writes objects back through a client that does not know the field. */
export const keel = rule({
  code: 'SM516',
  title: 'an updater that strips the field',
  sources: ['keel-hq/keel#772'],
  effects: ['warns'],
  harm: 'Keel writes workloads back and strips a field that it does not know: the pod is rejected, or hangs.',
  seen: 'keel.sh/policy on the workload, with a value other than never.',
  fix: 'Update images in another way.',
  before: 'keel.sh/policy: minor',
  check: ({ pod, container }) => {
    const { annotations, labels } = pod.workload;
    const policy = annotations['keel.sh/policy'] ?? labels['keel.sh/policy'];
    if (policy === undefined || policy === 'never') return [];
    return warns(
      `Keel updates this workload, and strips restartPolicy from ${container.name} when it does: the pod is rejected, or hangs`,
      'update images in another way before the move',
    );
  },
});
