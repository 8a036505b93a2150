import { hasWord } from '../command.js';
import { type Family, families } from './family.js';
import { tagOf } from './image.js';

/** What feeds, stores or manages for an application. */
export const HELPERS: readonly Family[] = [
  ...families('csi-helper', [
    [
      'csi-provisioner',
      ['csi-provisioner', 'external-provisioner', 'csi-external-provisioner'],
      ['csi-provisioner', 'csi-external-provisioner'],
      'kubernetes-csi/docs, external-provisioner',
    ],
    [
      'csi-attacher',
      ['csi-attacher', 'csi-external-attacher'],
      ['csi-attacher', 'csi-external-attacher'],
      'kubernetes-csi/docs, external-attacher',
    ],
    [
      'csi-snapshotter',
      ['csi-snapshotter', 'csi-external-snapshotter'],
      ['csi-snapshotter', 'csi-external-snapshotter'],
      'kubernetes-csi/docs, external-snapshotter',
    ],
    [
      'csi-resizer',
      ['csi-resizer', 'csi-external-resizer'],
      ['csi-resizer', 'csi-external-resizer'],
      'kubernetes-csi/docs, external-resizer',
    ],
    [
      'csi-livenessprobe',
      ['livenessprobe', 'csi-livenessprobe', 'csi-liveness-probe'],
      ['csi-liveness-probe', 'csi-livenessprobe'],
      'kubernetes-csi/livenessprobe README',
    ],
    [
      'csi-node-driver-registrar',
      [
        'csi-node-driver-registrar',
        'node-driver-registrar',
        'driver-registrar',
        'csi-driver-registrar',
      ],
      [
        'csi-node-driver-registrar',
        'node-driver-registrar',
        'driver-registrar',
        'csi-driver-registrar',
      ],
      'kubernetes-csi/node-driver-registrar README',
    ],
    [
      'csi-cluster-driver-registrar',
      ['csi-cluster-driver-registrar', 'cluster-driver-registrar'],
      ['csi-cluster-driver-registrar', 'cluster-driver-registrar'],
      'kubernetes-csi/docs, cluster-driver-registrar',
    ],
    [
      'csi-health-monitor',
      ['csi-external-health-monitor-controller', 'csi-external-health-monitor-agent'],
      ['csi-external-health-monitor-controller', 'csi-health-monitor'],
      'kubernetes-csi/external-health-monitor README',
    ],
    [
      'csi-snapshot-metadata',
      ['csi-snapshot-metadata'],
      ['csi-snapshot-metadata'],
      'kubernetes-csi/external-snapshot-metadata README',
    ],
    [
      'csi-proxy-volume-modifier',
      ['volume-modifier-for-k8s'],
      ['volumemodifier'],
      'awslabs/volume-modifier-for-k8s README',
    ],
    [
      'cosi-sidecar',
      ['objectstorage-sidecar', 'cosi-provisioner-sidecar'],
      ['objectstorage-provisioner-sidecar'],
      'kubernetes-sigs/container-object-storage-interface docs',
    ],
    [
      'gcsfuse',
      ['gcs-fuse-csi-driver-sidecar-mounter'],
      ['gke-gcsfuse-sidecar'],
      'GoogleCloudPlatform/gcs-fuse-csi-driver docs',
    ],
    [
      'csi-addons',
      ['csiaddons/k8s-sidecar', 'k8s-csi-addons-sidecar'],
      ['csi-addons'],
      'csi-addons/kubernetes-csi-addons docs',
    ],
  ]),
  ...families('secret-agent', [
    [
      'aws-secrets-sidecar',
      ['aws-secrets-manager-secret-sidecar', 'aws-secrets-manager-agent'],
      ['secrets-store-agent'],
      'aws/aws-secretsmanager-agent README',
    ],
    [
      'conjur-authn',
      ['conjur-authn-k8s-client', 'conjur-k8s-csi-provider', 'secrets-provider-for-k8s'],
      ['conjur-authenticator', 'authenticator'],
      'cyberark/conjur-authn-k8s-client README',
    ],
    ['spiffe-helper', ['spiffe-helper'], ['spiffe-helper'], 'spiffe/spiffe-helper README'],
    [
      'consul-template',
      ['hashicorp/consul-template', 'consul-template'],
      ['consul-template'],
      'hashicorp/consul-template README',
    ],
    [
      'kerberos-renewer',
      ['kerberos-sidecar', 'kinit-sidecar', 'krb5-sidecar', 'kerberos-renewer'],
      ['kinit-sidecar', 'kerberos-sidecar', 'kerberos-renewer'],
      'Red Hat, Kerberos sidecar container',
    ],
    [
      'infisical-agent',
      ['infisical/cli'],
      ['infisical-agent'],
      'infisical.com docs, infisical-agent',
    ],
  ]),
  {
    id: 'vault-agent',
    category: 'secret-agent',
    images: ['hashicorp/vault', 'vault', 'openbao/openbao'],
    names: ['vault-agent', 'vault-agent-sidecar', 'bao-agent'],
    source: 'developer.hashicorp.com vault, agent',
    when: (container) => hasWord(container, 'agent'),
  },
  ...families('reloader', [
    [
      'configmap-reload',
      ['configmap-reload', 'jimmidyson/configmap-reload', 'configmap-reloader'],
      ['configmap-reload', 'prometheus-server-configmap-reload'],
      'jimmidyson/configmap-reload README',
    ],
    [
      'prometheus-config-reloader',
      ['prometheus-config-reloader', 'origin-prometheus-config-reloader'],
      ['prometheus-config-reloader'],
      'prometheus-operator cmd/prometheus-config-reloader',
    ],
    [
      'k8s-sidecar',
      ['kiwigrid/k8s-sidecar', 'k8s-sidecar', 'docker-k8s-sidecar'],
      ['grafana-sc-dashboard', 'grafana-sc-datasources', 'loki-sc-rules', 'config-reload'],
      'kiwigrid/k8s-sidecar README',
    ],
    [
      'git-sync',
      ['git-sync/git-sync', 'git-sync', 'git-sync-*'],
      ['git-sync', 'gitsync'],
      'kubernetes/git-sync README',
    ],
    [
      'bank-vaults-reloader',
      ['bank-vaults/config-reloader'],
      [],
      'bank-vaults/vault-operator docs',
    ],
    [
      'kube-logging-reloader',
      ['kube-logging/config-reloader', 'banzaicloud/config-reloader'],
      [],
      'kube-logging/config-reloader README',
    ],
    [
      'victoriametrics-reloader',
      ['victoriametrics/operator-config-reloader', 'operator-config-reloader'],
      [],
      'VictoriaMetrics/operator docs',
    ],
    [
      'rclone',
      ['rclone/rclone', 'rclone', 'seldon-rclone'],
      ['rclone'],
      'rclone.org install, docker',
    ],
  ]),
  {
    id: 'docker-in-docker',
    category: 'docker-in-docker',
    images: ['docker', 'library/docker', 'docker-dind', 'docker-in-docker'],
    names: ['dind', 'docker-in-docker', 'docker-dind'],
    source:
      'docs.gitlab.com runner executors/kubernetes; actions/actions-runner-controller gha-runner-scale-set dind',
    when: (container) => {
      const image = container.image ?? '';
      return (
        /dind/.test(tagOf(image)) ||
        /dind|docker-in-docker/.test(image) ||
        hasWord(container, 'dockerd')
      );
    },
  },
  ...families('docker-in-docker', [
    [
      'buildkitd-sidecar',
      [],
      ['buildkitd', 'buildkit-sidecar'],
      'moby/buildkit examples/kubernetes',
    ],
  ]),
  ...families('backup', [
    [
      'litestream',
      ['litestream/litestream', 'litestream'],
      ['litestream'],
      'litestream.io guides/kubernetes',
    ],
    ['wal-g', ['wal-g', 'wal-g-*'], ['wal-g'], 'wal-g/wal-g docs'],
    [
      'pgbackrest',
      ['pgbackrest', 'crunchy-pgbackrest'],
      ['pgbackrest'],
      'pgbackrest.org user guide',
    ],
    [
      'barman-cloud',
      ['barman-cloud', 'plugin-barman-cloud-sidecar'],
      ['plugin-barman-cloud'],
      'cloudnative-pg/plugin-barman-cloud docs',
    ],
    [
      'etcd-backup',
      ['etcd-backup-restore', 'etcdbrctl'],
      ['backup-restore'],
      'gardener/etcd-backup-restore docs',
    ],
    [
      'medusa',
      ['cassandra-medusa', 'k8ssandra/medusa', 'medusa'],
      ['medusa'],
      'thelastpickle/cassandra-medusa docs',
    ],
    ['velero-fsfreeze', ['fsfreeze-pause'], ['fsfreeze'], 'velero.io docs, backup-hooks'],
    ['stash-sidecar', ['stashed/stash'], ['stash'], 'stash.run docs, sidecar'],
  ]),
];
