import { JOB, PROGRAM, type Rig } from '../support/rig.js';

/** What a user has before them, and what they type. */
export interface Situation {
  readonly files: Readonly<Record<string, string>>;
  /** Several runs are told one after the other. */
  readonly runs: readonly Typed[];
  readonly prepare?: (rig: Rig) => void;
}

export interface Typed {
  readonly args: readonly string[];
  readonly input?: string;
  /** Ends it with SIGINT once it works. */
  readonly interrupted?: true;
}

interface Given {
  readonly kind: 'Job' | 'Deployment';
  readonly sidecar: string;
  /** Lines of the sidecar behind its name. */
  readonly with?: readonly string[];
}

function workload(name: string, { kind, sidecar, with: lines = [] }: Given): string {
  const version = kind === 'Job' ? 'batch/v1' : 'apps/v1';
  const policy = kind === 'Job' ? '\n      restartPolicy: Never' : '';
  return `apiVersion: ${version}
kind: ${kind}
metadata:
  name: ${name}
spec:
  template:
    metadata:
      labels: {app: ${name}}
    spec:${policy}
      containers:
      - name: ${name}
        image: registry.example.com/${name}:1
      - name: ${sidecar}
${lines.map((line) => `        ${line}\n`).join('')}`;
}

const CLOUD_SQL = 'image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1';
const OAUTH = [
  'image: quay.io/oauth2-proxy/oauth2-proxy:v7.6.0',
  'ports: [{name: auth, containerPort: 4180}]',
];
const FLUENT = 'image: fluent/fluent-bit:3';

/** Sorts of pods: moved, native ports that a Service names, sentinels, and what nothing shows. */
const SORTS: readonly Given[] = [
  { kind: 'Job', sidecar: 'cloud-sql-proxy', with: [CLOUD_SQL] },
  { kind: 'Deployment', sidecar: 'fluent-bit', with: [FLUENT] },
  { kind: 'Deployment', sidecar: 'oauth2-proxy', with: OAUTH },
  {
    kind: 'Job',
    sidecar: 'cloud-sql-proxy',
    with: [
      CLOUD_SQL,
      'command: [sh, -c, "cloud-sql-proxy x & until [ -f /end/done ]; do sleep 1; done"]',
    ],
  },
  { kind: 'Deployment', sidecar: 'worker', with: ['image: registry.example.com/worker:1'] },
  { kind: 'Deployment', sidecar: 'log-agent', with: ['image: registry.example.com/logs:1'] },
];

/** So many pods of these sorts in turn; each port that a Service names has one. */
function mixed(count: number): Readonly<Record<string, string>> {
  const files = Array.from({ length: count }, (_, i) => {
    const name = `app-${String(i).padStart(3, '0')}`;
    const sort = SORTS[i % SORTS.length] as Given;
    const isServed = sort.with === OAUTH;
    const sidecar = isServed && i % 4 !== 0 ? 'oauth-proxy' : sort.sidecar;
    const text = workload(name, { ...sort, sidecar });
    return [`team-${i % 4}/${name}.yaml`, isServed ? `${text}${serviceOf(name)}` : text];
  });
  return Object.fromEntries(files) as Readonly<Record<string, string>>;
}

function serviceOf(name: string): string {
  return `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector: {app: ${name}}
  ports: [{port: 80, targetPort: auth}]
`;
}

/** One cause, whatever the containers are called: a Service names a port of each. */
function blockedByOne(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => {
      const name = `web-${i}`;
      const lines = [
        CLOUD_SQL,
        'startupProbe: {exec: {command: [sh, -c, "curl -f localhost:8080/ready"]}}',
      ];
      const text = workload(name, { kind: 'Deployment', sidecar: `proxy-${i % 5}`, with: lines });
      return [
        `${name}.yaml`,
        text.replace(
          `registry.example.com/${name}:1`,
          `registry.example.com/${name}:1\n        ports: [{containerPort: 8080}]`,
        ),
      ];
    }),
  );
}

const commit = (rig: Rig): void => {
  rig.git('init', '-q');
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'x');
};

const ONE = { 'job.yaml': JOB };

export const SITUATIONS: Readonly<Record<string, Situation>> = {
  'nothing-found': { files: { 'notes.yaml': 'a: 1\n' }, runs: [{ args: ['.'] }] },
  'one-job': { files: ONE, runs: [{ args: ['.'] }, { args: ['job.yaml', '-q'] }] },
  '49-mixed-pods': { files: mixed(49), runs: [{ args: ['.'] }] },
  '300-mixed-pods': { files: mixed(300), runs: [{ args: ['.'] }] },
  'all-blocked-by-one-cause': { files: blockedByOne(30), runs: [{ args: ['.'] }] },
  'dirty-files': {
    files: ONE,
    prepare: (rig) => {
      commit(rig);
      rig.write('job.yaml', `${JOB}# changed\n`);
    },
    runs: [{ args: ['--write', '.'] }, { args: ['--write', '--allow-dirty', '.'] }],
  },
  check: {
    files: ONE,
    prepare: commit,
    runs: [
      { args: ['--check', '.'] },
      { args: ['--write', '.', '-q'] },
      { args: ['--check', '.'] },
    ],
  },
  'standard-input': {
    files: {},
    runs: [
      { args: ['-'], input: JOB },
      { args: ['-'], input: 'a: 1\n' },
    ],
  },
  'broken-file': {
    files: {
      ...ONE,
      'broken.yaml': 'kind: Pod\nspec:\n  containers:\n  - name: a\n  - name: proxy\n  b: [\n',
    },
    runs: [{ args: ['.'] }, { args: ['broken.yaml', 'none.yaml', 'gone.yaml'] }],
  },
  interrupted: {
    files: { 'main.ts': PROGRAM, 'package.json': '{}' },
    prepare: commit,
    runs: [
      {
        args: ['--prove', '--synth', 'touch "$PROOF"; sleep 60', '--unsafe', '.'],
        interrupted: true,
      },
    ],
  },
  'helm-tree': {
    files: {
      'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'chart/values.yaml':
        'extraContainers:\n- name: fluent-bit\n  image: fluent/fluent-bit:3\nextraInitContainers: []\n',
      'chart/templates/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      {{- with .Values.extraInitContainers }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: web
          image: registry.example.com/shop:1
        {{- with .Values.extraContainers }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
`,
    },
    runs: [{ args: ['.'] }, { args: ['--unsafe', '.'] }],
  },
  'kustomize-tree': {
    files: {
      'base/web.yaml': workload('web', {
        kind: 'Deployment',
        sidecar: 'fluent-bit',
        with: [FLUENT],
      }),
      'base/kustomization.yaml': 'resources: [web.yaml]\n',
      'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: more.yaml}]\n',
      'prod/more.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n      - name: fluent-bit\n        resources: {limits: {memory: 64Mi}}\n',
    },
    prepare: commit,
    runs: [{ args: ['.'] }],
  },
};
