import { endsBy, endsWith, families, type Mode, TRUE } from './family.js';
import { tagOf } from './image.js';

/** prometheus-operator cmd/prometheus-config-reloader: an interval of nothing is one turn. */
const ONE_TURN: Mode = {
  becomes: 'ends',
  word: ['--watch-interval=0', '--watch-interval=0s', '-watch-interval=0'],
};

const GIT_SYNC: readonly Mode[] = [
  // kubernetes/git-sync README, --one-time; v3 knows GIT_SYNC_ONE_TIME
  endsWith('one-time', 'version', 'man', 'help'),
  { becomes: 'ends', env: ['GITSYNC_ONE_TIME', TRUE] },
  { becomes: 'ends', env: ['GIT_SYNC_ONE_TIME', TRUE] },
];

/** What tells an application of a change, or fetches what has changed. */
export const RELOADERS = families('reloader', [
  [
    'configmap-reload',
    [
      'configmap-reload',
      'jimmidyson/configmap-reload',
      'configmap-reloader',
      'origin-configmap-reloader',
    ],
    ['configmap-reload', 'configmap-reloader', 'prometheus-server-configmap-reload'],
    'jimmidyson/configmap-reload README',
  ],
  [
    'prometheus-config-reloader',
    [
      'prometheus-config-reloader',
      'origin-prometheus-config-reloader',
      'ose-prometheus-config-reloader',
    ],
    ['prometheus-config-reloader'],
    'prometheus-operator cmd/prometheus-config-reloader',
    { modes: [ONE_TURN] },
  ],
  [
    'k8s-sidecar',
    ['kiwigrid/k8s-sidecar', 'k8s-sidecar', 'docker-k8s-sidecar'],
    [
      'grafana-sc-dashboard',
      'grafana-sc-datasources',
      'grafana-sc-alerts',
      'loki-sc-rules',
      'config-reload',
    ],
    'kiwigrid/k8s-sidecar README, METHOD',
    { modes: [{ becomes: 'ends', env: ['METHOD', /^LIST$/i] }] },
  ],
  [
    'git-sync',
    ['git-sync/git-sync', 'git-sync'],
    ['git-sync', 'gitsync'],
    'kubernetes/git-sync README',
    { modes: GIT_SYNC },
  ],
  ['bank-vaults-reloader', ['bank-vaults/config-reloader'], [], 'bank-vaults/vault-operator docs'],
  [
    'kube-logging-reloader',
    ['kube-logging/config-reloader', 'banzaicloud/config-reloader', 'config-reloader'],
    ['config-reloader'],
    'kube-logging/config-reloader README',
    { suffixes: ['sidecar'] },
  ],
  [
    'victoriametrics-reloader',
    [
      'victoriametrics/operator-config-reloader',
      'victoriametrics/config-reloader',
      'operator-config-reloader',
    ],
    [],
    'VictoriaMetrics/operator docs',
    { modes: [{ becomes: 'ends', flag: ['only-init-config'] }] },
  ],
  [
    'victoriametrics-operator-reloader',
    ['victoriametrics/operator'],
    [],
    'VictoriaMetrics/operator docs: one repository, and config-reloader in the tag',
    {
      programs: ['vm-config-reloader'],
      modes: [{ becomes: 'ends', flag: ['only-init-config'] }],
      when: ({ image }) => tagOf(image ?? '').startsWith('config-reloader'),
    },
  ],
  [
    'nats-config-reloader',
    ['nats-server-config-reloader', 'natsio/nats-server-config-reloader', 'nats-config-reloader'],
    ['nats-config-reloader', 'nats-server-config-reloader'],
    'nats-io/nack docs, config reloader',
  ],
  [
    'redpanda-configurator',
    [
      'rabbitmq-config-reloader',
      'nginx-config-reloader',
      'haproxy-config-reloader',
      'openresty-reloader',
    ],
    ['nginx-config-reloader', 'haproxy-reloader', 'nginx-reloader'],
    'the names of reloaders for one program; jimmidyson/configmap-reload README',
  ],
  [
    'rclone',
    ['rclone/rclone', 'rclone'],
    ['rclone'],
    'rclone.org commands',
    {
      modes: [
        // What it serves is asked by others, or by what runs beside it: only a relation tells.
        { becomes: 'other', sub: ['serve'] },
        { becomes: 'runs', sub: ['mount', 'nfsmount', 'cmount', 'rcd', 'gui'] },
        endsBy(
          'copy',
          'copyto',
          'copyurl',
          'move',
          'moveto',
          'sync',
          'bisync',
          'check',
          'cryptcheck',
        ),
        endsBy('delete', 'deletefile', 'purge', 'cleanup', 'dedupe', 'mkdir', 'rmdir', 'rmdirs'),
        endsBy(
          'ls',
          'lsd',
          'lsf',
          'lsl',
          'lsjson',
          'size',
          'tree',
          'cat',
          'rcat',
          'hashsum',
          'md5sum',
        ),
        endsBy('about', 'config', 'listremotes', 'obscure', 'touch', 'settier', 'test', 'version'),
        endsBy('link', 'archivecopy', 'backend', 'sha1sum', 'checksum', 'rc', 'selfupdate'),
      ],
      bare: 'ends',
    },
  ],
  [
    'seldon-rclone',
    [
      'seldon-rclone',
      'rclone-storage-initializer',
      'kserve/storage-initializer',
      'storage-initializer',
    ],
    [],
    'SeldonIO/seldon-core components/rclone-storage-initializer: it fetches and exits',
    { otherwise: 'ends' },
  ],
  [
    'minio-client',
    ['minio/mc', 'bitnami/minio-client', 'minio-client'],
    [],
    'min.io docs, mc mirror --watch',
    {
      programs: ['mc'],
      modes: [
        { becomes: 'runs', sub: ['mirror'], flag: ['watch', 'w'] },
        { becomes: 'runs', sub: ['watch'] },
        endsBy(
          'mirror',
          'cp',
          'mv',
          'mb',
          'rb',
          'rm',
          'ls',
          'alias',
          'cat',
          'pipe',
          'stat',
          'admin',
        ),
        endsBy(
          'ready',
          'policy',
          'anonymous',
          'config',
          'diff',
          'du',
          'find',
          'head',
          'ilm',
          'tag',
        ),
      ],
      otherwise: 'other',
      bare: 'ends',
    },
  ],
  [
    'lsyncd',
    ['lsyncd', 'axiom/rsync-server', 'syncthing/syncthing'],
    [],
    'lsyncd.github.io; syncthing.net docs: mostly a workload of its own',
    { nature: { kind: 'dual', presence: 'never' }, programs: ['lsyncd', 'syncthing'] },
  ],
]);
