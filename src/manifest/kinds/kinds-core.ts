import type { KindRow } from '../../model/kind.js';

/** Kinds of Kubernetes itself: the API server reads restartPolicy in all of them. */
export const CORE_KINDS: readonly KindRow[] = [
  core('', 'Pod', 'spec'),
  core('', 'PodTemplate', 'template.spec'),
  core('', 'ReplicationController', 'spec.template.spec'),
  core('apps', 'Deployment', 'spec.template.spec'),
  core('apps', 'ReplicaSet', 'spec.template.spec'),
  core('apps', 'StatefulSet', 'spec.template.spec'),
  core('apps', 'DaemonSet', 'spec.template.spec'),
  core('batch', 'Job', 'spec.template.spec'),
  core('batch', 'CronJob', 'spec.jobTemplate.spec.template.spec'),
];

function core(group: string, kind: string, podPath: string): KindRow {
  return {
    group,
    kind,
    podPaths: [podPath],
    keys: { containers: 'containers', init: 'initContainers' },
    verdict: 'ok',
    code: null,
    why: '',
    since: null,
    ownNames: [],
    extras: false,
    source: 'kubernetes/api core/v1, apps/v1, batch/v1 types.go',
  };
}
