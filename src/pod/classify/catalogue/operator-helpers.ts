import { dual, endsBy, families } from './family.js';

/** What a controller or a platform puts beside what it manages. */
export const OPERATOR_HELPERS = families('operator-helper', [
  [
    'gcsfuse',
    ['gcs-fuse-csi-driver-sidecar-mounter', 'gcs-fuse-csi-driver-metadata-prefetch'],
    ['gke-gcsfuse-sidecar', 'gke-gcsfuse-metadata-prefetch'],
    // It serves a socket of the node's driver, and dials none of the application.
    'GoogleCloudPlatform/gcs-fuse-csi-driver docs',
  ],
  [
    'exechealthz',
    ['exechealthz'],
    ['exechealthz', 'healthz'],
    'kubernetes/contrib exec-healthz README',
  ],
  [
    'addon-resizer',
    ['addon-resizer', 'autoscaler/addon-resizer', 'pod-nanny'],
    ['addon-resizer', 'metrics-server-nanny', 'pod-nanny', 'heapster-nanny'],
    'kubernetes/autoscaler addon-resizer README',
  ],
  [
    'leader-elector',
    ['leader-elector', 'k8s-sidecar-leader-elector'],
    ['leader-elector', 'elector'],
    'kubernetes-retired/contrib election README',
  ],
  [
    'kube-mgmt',
    ['openpolicyagent/kube-mgmt', 'kube-mgmt'],
    ['kube-mgmt'],
    'open-policy-agent/kube-mgmt README: it gives OPA its policies, and needs it to be up',
    { nature: dual('never') },
  ],
  [
    'thanos-sidecar',
    ['thanos/thanos', 'thanosio/thanos', 'thanos', 'improbable/thanos'],
    ['thanos-sidecar'],
    'thanos.io components/sidecar',
    { programs: ['thanos'], modes: [{ becomes: 'runs', sub: ['sidecar'] }], otherwise: 'other' },
  ],
  [
    'model-agent',
    ['kserve/agent', 'kserve/router', 'kfserving/agent'],
    [],
    'kserve.github.io docs, model agent',
    { programs: ['kserve-agent'] },
  ],
  [
    'seldon-service-orchestrator',
    ['seldon-engine', 'seldonio/engine', 'seldon-core-executor'],
    ['seldon-container-engine'],
    'SeldonIO/seldon-core docs, service orchestrator',
  ],
  [
    'argo-executor',
    ['argoexec', 'argoproj/argoexec'],
    [],
    'argo-workflows docs: the wait container of a step',
    { modes: [endsBy('init', 'wait', 'data', 'resource', 'emissary', 'artifact')] },
  ],
  [
    'argocd-plugin',
    [],
    [],
    'argo-cd.readthedocs.io, config management plugins: a sidecar of the repo-server',
    { programs: ['argocd-cmp-server'] },
  ],
  [
    'jenkins-auto-reload',
    ['jenkins-config-auto-reload', 'jenkins-auto-reload'],
    ['jenkins-sc-config', 'config-auto-reload'],
    'jenkinsci/helm-charts, controller.sidecars',
  ],
]);
