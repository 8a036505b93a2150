import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, SQL_PROXY, withSidecar } from '../../support/examples.js';
import { changed, type ReferenceCase } from '../../support/references.js';

const hook = (kind: string, spec: string): Files =>
  files(
    {},
    {
      'velero.yaml': `apiVersion: velero.io/v1\nkind: ${kind}\nmetadata: {name: nightly, namespace: velero}\nspec:\n${spec}`,
    },
  );
const SCHEDULE = hook(
  'Schedule',
  `  template:
    hooks:
      resources:
      - name: flush
        includedNamespaces: [shop]
        labelSelector: {matchLabels: {app: shop}}
        pre:
        - exec: {container: agent, command: [sync]}
`,
);
export const first = (all: Files): Files => ({
  ...all,
  'app.yaml': (all['app.yaml'] ?? '').replace(
    /( +- \{name: web.*\n)( +- \{name: agent.*\n)/,
    '$2$1',
  ),
});

export const EXAMPLE: Frame = withSidecar(
  SQL_PROXY,
  (text) => ({ files: files({ template: `, annotations: {${text}}` }) }),
  'proxy',
);

export const CASES: readonly (Case | ReferenceCase)[] = [
  {
    name: 'an annotation of Velero names the sidecar',
    code: 'SM522',
    severity: 'block',
    fires: files({ template: ', annotations: {post.hook.restore.velero.io/container: agent}' }),
    where: null,
    says: 'run the hook in another container',
    misses: [
      ['App', files({ template: ', annotations: {post.hook.restore.velero.io/container: web}' })],
      [
        'a newer Velero',
        files({ template: ', annotations: {post.hook.restore.velero.io/container: agent}' }),
        { environment: { velero: '1.18.0' } },
      ],
    ],
  },
  {
    name: 'a Schedule of Velero runs a hook in the sidecar',
    code: 'SM522',
    severity: 'block',
    fires: SCHEDULE,
    where: 'velero.yaml:12',
    says: 'run the hook in another container',
    misses: [
      ['App', changed(SCHEDULE, 'container: agent', 'container: web')],
      ['other pods', changed(SCHEDULE, 'matchLabels: {app: shop}', 'matchLabels: {app: till}')],
      [
        'another namespace',
        changed(
          SCHEDULE,
          '{name: shop}\nspec:\n  template:\n    metadata',
          '{name: shop, namespace: till}\nspec:\n  template:\n    metadata',
        ),
      ],
      ['a newer Velero', SCHEDULE, { environment: { velero: '1.18.0' } }],
    ],
  },
  {
    name: 'a hook of Velero names no container, and the sidecar stands first',
    code: 'SM522',
    severity: 'block',
    fires: first(changed(SCHEDULE, 'container: agent, ', '')),
    options: { environment: { velero: '1.18.0' } },
    where: 'velero.yaml:12',
    says: 'after the move it runs in web',
    misses: [['App stands first', changed(SCHEDULE, 'container: agent, ', '')]],
  },
  {
    name: 'a hook annotation without a container, and the sidecar stands first',
    code: 'SM522',
    severity: 'block',
    fires: first(files({ template: ', annotations: {pre.hook.backup.velero.io/command: sync}' })),
    where: null,
    says: 'after the move it runs in web',
    misses: [
      [
        'App stands first',
        files({ template: ', annotations: {pre.hook.backup.velero.io/command: sync}' }),
      ],
      [
        'it names App',
        first(
          files({
            template:
              ', annotations: {pre.hook.backup.velero.io/command: sync, pre.hook.backup.velero.io/container: web}',
          }),
        ),
      ],
    ],
  },
  {
    name: 'a hook with a newer Velero',
    code: 'SM522',
    severity: 'info',
    fires: SCHEDULE,
    options: { environment: { velero: '1.18.0' } },
    where: 'velero.yaml:12',
    says: 'Velero up to 1.17',
    misses: [['1.17.2', SCHEDULE, { environment: { velero: 'v1.17.2' } }]],
  },
  {
    code: 'SM522',
    severity: 'block',
    fires: files({ template: ', annotations: {pre.hook.backup.velero.io/container: agent}' }),
    misses: [
      ['App', files({ template: ', annotations: {pre.hook.backup.velero.io/container: web}' })],
    ],
  },
];
