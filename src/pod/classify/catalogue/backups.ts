import { commandText } from '../command.js';
import { dual, endsBy, families } from './family.js';

/** What copies the data of a database elsewhere: as a service beside it, or once. */
export const BACKUPS = families('backup', [
  [
    'litestream',
    ['litestream/litestream', 'litestream'],
    ['litestream'],
    'litestream.io guides/kubernetes; reference',
    {
      modes: [
        { becomes: 'other', sub: ['replicate'], flag: ['exec'] },
        { becomes: 'ends', sub: ['replicate'], flag: ['once'] },
        { becomes: 'runs', sub: ['replicate'] },
        endsBy('restore', 'snapshots', 'generations', 'wal', 'ltx', 'databases', 'version', 'sync'),
      ],
      bare: 'ends',
    },
  ],
  [
    'wal-g',
    ['wal-g', 'wal-g/wal-g'],
    ['wal-g'],
    'wal-g/wal-g docs',
    {
      suffixes: ['pg', 'mysql', 'mongo', 'redis', 'sqlserver', 'exporter'],
      programs: ['wal-g', 'wal-g-pg', 'wal-g-mysql', 'wal-g-mongo'],
      modes: [
        { becomes: 'runs', sub: ['daemon', 'wal-receive', 'oplog-push', 'binlog-server'] },
        endsBy(
          'backup-push',
          'backup-fetch',
          'backup-list',
          'backup-mark',
          'backup-show',
          'delete',
        ),
        endsBy(
          'wal-push',
          'wal-fetch',
          'wal-verify',
          'wal-show',
          'wal-restore',
          'copy',
          'catchup-push',
        ),
        endsBy(
          'binlog-push',
          'binlog-replay',
          'binlog-fetch',
          'oplog-replay',
          'st',
          'catchup-fetch',
        ),
      ],
      bare: 'ends',
    },
  ],
  ['wal-e', [], ['wal-e'], 'wal-e/wal-e README', { programs: ['wal-e'], otherwise: 'ends' }],
  [
    'pgbackrest',
    ['pgbackrest', 'crunchy-pgbackrest'],
    ['pgbackrest', 'pgbackrest-sidecar'],
    'pgbackrest.org user guide; command reference',
    {
      suffixes: ['repo'],
      modes: [
        { becomes: 'runs', sub: ['server'] },
        endsBy(
          'backup',
          'restore',
          'archive-push',
          'archive-get',
          'info',
          'check',
          'expire',
          'verify',
        ),
        endsBy(
          'stanza-create',
          'stanza-upgrade',
          'stanza-delete',
          'repo-get',
          'repo-ls',
          'annotate',
        ),
        endsBy('start', 'stop', 'server-ping', 'version', 'help'),
      ],
    },
  ],
  [
    'barman-cloud',
    ['barman-cloud', 'plugin-barman-cloud-sidecar'],
    ['plugin-barman-cloud'],
    'cloudnative-pg/plugin-barman-cloud docs',
    {
      programs: ['manager'],
      modes: [endsBy('restore')],
    },
  ],
  [
    'barman',
    [],
    [],
    'docs.pgbarman.org, barman-cloud commands and barman',
    {
      programs: [
        ...['barman', 'barman-cloud-backup', 'barman-cloud-restore', 'barman-cloud-wal-archive'],
        ...['barman-cloud-wal-restore', 'barman-cloud-backup-delete', 'barman-cloud-backup-list'],
        ...[
          'barman-cloud-check-wal-archive',
          'barman-cloud-backup-show',
          'barman-cloud-backup-keep',
        ],
      ],
      modes: [{ becomes: 'runs', sub: ['receive-wal'] }],
      otherwise: 'ends',
    },
  ],
  [
    'etcd-backup',
    ['etcd-backup-restore', 'etcdbrctl', 'etcdbr'],
    ['backup-restore'],
    'gardener/etcd-backup-restore docs',
    {
      programs: ['etcdbrctl'],
      modes: [endsBy('restore', 'initialize', 'copy', 'compact')],
    },
  ],
  [
    'medusa',
    ['cassandra-medusa', 'k8ssandra/medusa'],
    ['medusa'],
    'thelastpickle/cassandra-medusa docs; k8ssandra docs, MEDUSA_MODE',
    {
      modes: [
        { becomes: 'ends', env: ['MEDUSA_MODE', /^(?:RESTORE|PURGE|STANDALONE_BACKUP)$/i] },
        endsBy(
          'backup',
          'backup-node',
          'backup-cluster',
          'restore-node',
          'restore-cluster',
          'purge',
        ),
        endsBy('download', 'verify', 'fetch-tokenmap', 'list-backups', 'status', 'build-index'),
        endsBy('delete-backup', 'get-last-complete-backup', 'report-last-backup', 'verify-restore'),
      ],
    },
  ],
  ['velero-fsfreeze', ['fsfreeze-pause'], ['fsfreeze'], 'velero.io docs, backup-hooks'],
  [
    'velero',
    ['velero/velero', 'velero'],
    [],
    'velero.io docs, a server of its own',
    {
      nature: dual('never'),
      modes: [endsBy('backup', 'restore', 'schedule', 'version', 'install', 'get', 'create')],
      otherwise: 'other',
    },
  ],
  [
    'stash-sidecar',
    ['stashed/stash', 'appscode/stash'],
    ['stash'],
    'stash.run docs, sidecar',
    {
      modes: [
        { becomes: 'runs', sub: ['run-backup'] },
        endsBy('restore', 'backup-pvc', 'restore-pvc', 'backup-vs', 'restore-vs', 'update-status'),
        endsBy('forget', 'check', 'snapshots', 'unlock'),
      ],
    },
  ],
  [
    'restic',
    ['restic/restic', 'restic'],
    [],
    'restic.readthedocs.io: every command but mount comes to an end',
    {
      nature: dual('never'),
      modes: [{ becomes: 'runs', sub: ['mount'] }],
      otherwise: 'ends',
    },
  ],
  [
    'kopia',
    ['kopia/kopia', 'kopia'],
    [],
    'kopia.io docs, command-line',
    {
      nature: dual('never'),
      modes: [{ becomes: 'runs', sub: ['server', 'mount', 'server start'] }],
      otherwise: 'ends',
    },
  ],
  [
    'minecraft-backup',
    ['itzg/mc-backup', 'mc-backup'],
    ['mc-backup'],
    'itzg/docker-mc-backup README: a loop, one backup with `now` or without an interval',
    {
      programs: ['backup'],
      modes: [endsBy('now'), { becomes: 'ends', env: ['BACKUP_INTERVAL', /^(?:-.*|0+[smhd]?)$/] }],
    },
  ],
  [
    'scheduled-dump',
    [
      ...['prodrigestivill/postgres-backup-local', 'postgres-backup-local', 'tiredofit/db-backup'],
      ...['mysql-cron-backup', 'docker-volume-backup', 'offen/docker-volume-backup'],
    ],
    ['docker-volume-backup'],
    'prodrigestivill/docker-postgres-backup-local README; offen/docker-volume-backup docs: a cron',
    {
      nature: dual('sure'),
      programs: ['init.sh'],
      // What is given to such an image is one turn.
      when: (container) => commandText(container) === '',
    },
  ],
  [
    'borgmatic',
    ['borgmatic', 'borgmatic-collective/borgmatic', 'b3vis/borgmatic'],
    ['borgmatic'],
    'torsion.org borgmatic docs; modem7/docker-borgmatic README, a cron',
    {
      nature: dual('sure'),
      programs: ['borgmatic', 'borg'],
      modes: [
        endsBy('create', 'prune', 'check', 'compact', 'extract', 'restore', 'list', 'init', 'info'),
      ],
    },
  ],
  [
    'duplicity',
    ['duplicity', 'tecnativa/duplicity'],
    [],
    'Tecnativa/docker-duplicity README, a cron',
    { nature: dual('never') },
  ],
  [
    'mongodb-backup-agent',
    ['percona-backup-mongodb', 'percona/percona-backup-mongodb'],
    ['backup-agent', 'pbm-agent'],
    'docs.percona.com percona-backup-mongodb, one agent beside each mongod',
    {
      programs: ['pbm-agent', 'pbm'],
      modes: [endsBy('backup', 'restore', 'config', 'list', 'status', 'version')],
    },
  ],
  [
    'logical-dump',
    [],
    [],
    'pg_dump(1), mysqldump(1), mongodump: they write and exit',
    {
      programs: [
        ...[
          'pg_dumpall',
          'pg_restore',
          'pg_basebackup',
          'mongodump',
          'mongorestore',
          'mariadb-dump',
        ],
        ...['xtrabackup', 'mariabackup', 'mysqlpump', 'mydumper', 'influxd-backup', 'redis-dump'],
      ],
      modes: [{ becomes: 'runs', flag: ['daemon'] }],
      otherwise: 'ends',
    },
  ],
]);
