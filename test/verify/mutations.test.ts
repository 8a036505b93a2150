import { describe, expect, it } from 'vitest';
import { settingsFrom } from '../../src/config/settings.js';
import { migrate } from '../../src/index.js';
import type { FaultKind, Verification } from '../../src/verify/model.js';
import { verify } from '../../src/verify/verify.js';
import { snapshotOf } from './snapshots.js';

type Tree = Readonly<Record<string, string>>;

const SHOP = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 2
  template:
    metadata:
      labels: {app: shop}
    spec:
      # what runs first
      initContainers:
      - name: migrate
        image: registry.example.com/migrate:1
        command: [sh, -c, 'psql -h 127.0.0.1 -p 5432 -f /schema.sql']
      - name: warm
        image: registry.example.com/warm:1
      containers:
      - name: web
        image: registry.example.com/web:1
        env:
        - name: LEVEL
          value: info
      # talks to the database
      - name: proxy
        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
        args: [--port=5432, example:europe-west1:shop]
      # ships the logs
      - name: agent
        image: fluent/fluent-bit:3
        ports:
        - {name: metrics, containerPort: 2020}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: shop}
  ports:
  - {name: metrics, port: 2020, targetPort: metrics}
`;

const OVERLAY: Tree = {
  'base/kustomization.yaml': 'resources: [shop.yaml]\n',
  'base/shop.yaml': SHOP,
  'prod/kustomization.yaml': 'resources: [../base]\npatches:\n- path: agent.yaml\n',
  'prod/agent.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
      - name: agent
        args: [-v]
`,
};

const settings = (() => {
  const result = settingsFrom({}, []);
  if (!result.ok) throw new Error(result.message);
  return result.settings;
})();

async function migrated(tree: Tree): Promise<Tree> {
  const outcome = await migrate(new Map(Object.entries(tree)), { unsafe: true });
  expect(outcome.files.length).toBeGreaterThan(0);
  return { ...tree, ...Object.fromEntries(outcome.files.map(({ path, after }) => [path, after])) };
}

function verified(before: Tree, after: Tree): Promise<Verification> {
  const side = (tree: Tree) => snapshotOf(new Map(Object.entries(tree)));
  return verify(side(before), side(after), settings);
}

/** The migrated tree with one text replaced by another, which has to be there. */
async function mutated(tree: Tree, path: string, from: string, to: string): Promise<Verification> {
  const right = await migrated(tree);
  const text = right[path] ?? '';
  expect(text).toContain(from);
  return verified(tree, { ...right, [path]: text.replace(from, to) });
}

function kinds({ faults }: Verification): readonly FaultKind[] {
  return [...new Set(faults.map(({ kind }) => kind))];
}

const one: Tree = { 'shop.yaml': SHOP };

describe('a migration', () => {
  it('is right as the tool makes it', async () => {
    const found = await verified(OVERLAY, await migrated(OVERLAY));
    expect(found.faults).toEqual([]);
    expect(found.verdict).toBe('right');
    expect(found.pods.flatMap(({ containers }) => containers.map(({ name }) => name))).toEqual([
      'proxy',
      'agent',
    ]);
    expect(found.pods[0]?.life?.after).toContain('proxy starts, then migrate');
  });

  it.each<[what: string, from: string, to: string, kind: FaultKind]>([
    ['lost its field', '        restartPolicy: Always\n', '', 'half-moved'],
    ['has another policy', 'restartPolicy: Always', 'restartPolicy: OnFailure', 'half-moved'],
    ['has another image', 'fluent-bit:3', 'fluent-bit:4', 'mixed'],
    ['has another name', '- name: agent', '- name: agents', 'mixed'],
    ['has an application with another variable', 'value: info', 'value: debug', 'mixed'],
    ['has more replicas', 'replicas: 2', 'replicas: 3', 'mixed'],
    ['has another label', 'labels: {app: shop}', 'labels: {app: shop, tier: web}', 'mixed'],
    ['lost a comment', '      # ships the logs\n', '', 'comment'],
    ['has another comment', '# ships the logs', '# ships logs', 'comment'],
    ['left the port of a Service', 'targetPort: 2020', 'targetPort: metrics', 'forgotten'],
    ['gave the Service another port', 'targetPort: 2020', 'targetPort: 2021', 'forgotten'],
  ])('is found where it %s', async (_, from, to, kind) => {
    const found = await mutated(one, 'shop.yaml', from, to);
    expect(found.verdict).toBe('wrong');
    expect(kinds(found)).toEqual([kind]);
    expect(found.faults.every(({ remedy, message }) => remedy !== '' && message !== '')).toBe(true);
  });

  it('says what an ordinary init container does to the start of a pod', async () => {
    const half = await mutated(one, 'shop.yaml', '        restartPolicy: Always\n', '');
    expect(half.pods[0]?.life?.after).toMatch(/^nothing else starts before \w+ has ended$/);
  });

  it('is found where the application moved, and the sidecar stays', async () => {
    const before = { 'pod.yaml': pod('web', 'agent') };
    const after = { 'pod.yaml': pod('agent', 'web', true) };
    const found = await verified(before, after);
    expect(kinds(found)).toContain('role');
    expect(found.verdict).toBe('wrong');
  });

  it('is found where a sidecar starts after what needs it', async () => {
    const right = await migrated(one);
    const text = right['shop.yaml'] ?? '';
    const item = /^ {6}# talks to the database\n {6}- name: proxy\n(?: {8}.*\n)+/m.exec(text)?.[0];
    expect(item).toBeDefined();
    const without = text.replace(item ?? '', '');
    const late = without.replace('      # ships the logs\n', `${item}      # ships the logs\n`);
    const found = await verified(one, { 'shop.yaml': late });
    expect(kinds(found)).toContain('order');
    expect(found.faults.map(({ message }) => message).join()).toContain('migrate');
  });

  it('is found where init containers changed places', async () => {
    const inits = (names: readonly string[], more = '') =>
      `      initContainers:\n${names.map((name) => `      - {name: ${name}, image: "registry.example.com/${name}:1"}\n`).join('')}${more}`;
    const list = '      containers:\n';
    const before = pod('web', 'agent').replace(list, `${inits(['first', 'second'])}${list}`);
    const agent = '      - {name: agent, image: "fluent/fluent-bit:3", restartPolicy: Always}\n';
    const withInits = (names: readonly string[]) =>
      `${
        pod('web', 'agent')
          .replace(list, `${inits(names, agent)}${list}`)
          .split('      - {name: agent, image: "fluent/fluent-bit:3"}')[0]
      }`;
    const right = await verified(
      { 'pod.yaml': before },
      { 'pod.yaml': withInits(['first', 'second']) },
    );
    expect(right.faults).toEqual([]);
    const wrong = await verified(
      { 'pod.yaml': before },
      { 'pod.yaml': withInits(['second', 'first']) },
    );
    expect(kinds(wrong)).toEqual(['order']);
  });

  it('is found where a container stands in both lists', async () => {
    const right = await migrated(one);
    const agent = '      - name: agent\n        image: fluent/fluent-bit:3\n';
    const text = (right['shop.yaml'] ?? '').replace(
      '      - name: web\n',
      `${agent}      - name: web\n`,
    );
    const found = await verified(one, { 'shop.yaml': text });
    expect(kinds(found)).toEqual(['half-moved']);
    expect(found.faults[0]?.message).toContain('agent is still in containers');
  });

  it('is found where a patch was forgotten', async () => {
    const right = await migrated(OVERLAY);
    const found = await verified(OVERLAY, {
      ...right,
      'prod/agent.yaml': OVERLAY['prod/agent.yaml'] ?? '',
    });
    expect(kinds(found)).toEqual(['forgotten']);
    expect(found.faults[0]?.path).toBe('prod/agent.yaml');
  });

  it('is found where the patch moved, and its base did not', async () => {
    const right = await migrated(OVERLAY);
    const found = await verified(OVERLAY, {
      ...OVERLAY,
      'prod/agent.yaml': right['prod/agent.yaml'] ?? '',
    });
    expect(found.verdict).toBe('wrong');
  });

  it('is found where the sidecar waits for the application', async () => {
    const probe =
      ", startupProbe: {exec: {command: [sh, -c, 'until curl -f http://127.0.0.1:8080; do sleep 1; done']}}";
    const before = { 'pod.yaml': pod('web', 'agent', false, probe) };
    const after = { 'pod.yaml': pod('web', 'agent', true, probe) };
    const found = await verified(before, after);
    expect(found.verdict).toBe('wrong');
    expect(kinds(found)[0]).toMatch(/rule|life/);
  });

  it('is found where the file can no longer be read', async () => {
    const right = await migrated(one);
    const found = await verified(one, { 'shop.yaml': `${right['shop.yaml']}---\na: [\n` });
    expect(kinds(found)).toContain('unread');
  });
});

describe('what changes nothing', () => {
  it('is not blamed: other keys, another place, other quotes', async () => {
    const before = { 'pod.yaml': pod('web', 'agent') };
    const after = {
      'pod.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {"name": "shop"}
spec:
  template:
    spec:
      containers:
        - image: "registry.example.com/web:1"
          name: web
          ports: [{containerPort: 8080}]
      initContainers:
        - restartPolicy: "Always"
          image: 'fluent/fluent-bit:3'
          name: agent
`,
    };
    const found = await verified(before, after);
    expect(found.faults).toEqual([]);
    expect(found.verdict).toBe('right');
  });

  it('is not blamed: a sidecar before an init container that does not mind', async () => {
    const right = await migrated(one);
    const text = right['shop.yaml'] ?? '';
    const item = /^ {6}# ships the logs\n {6}- name: agent\n(?: {8}.*\n)+/m.exec(text)?.[0] ?? '!';
    const early = text
      .replace(item, '')
      .replace('      - name: warm\n', `${item}      - name: warm\n`);
    expect(early).not.toBe(text);
    const found = await verified(one, { 'shop.yaml': early });
    expect(found.faults).toEqual([]);
  });

  it('is not blamed: a file that was renamed', async () => {
    const right = await migrated(one);
    const found = await verified(one, { 'deploy/shop.yaml': right['shop.yaml'] ?? '' });
    expect(found.verdict).toBe('right');
    expect(found.others).toEqual([
      { path: 'deploy/shop.yaml', object: '', message: 'was shop.yaml before' },
    ]);
  });

  it('is not blamed: another object of the same file, which is named', async () => {
    const right = await migrated(one);
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: words}\n';
    const found = await verified(one, { 'shop.yaml': `${right['shop.yaml']}---\n${config}` });
    expect(found.verdict).toBe('right');
    expect(found.others).toEqual([
      { path: 'shop.yaml', object: 'ConfigMap words', message: 'is new' },
    ]);
  });

  it('is no move, and is said: an init container that became a native sidecar', async () => {
    const turned = SHOP.replace(/(warm:1\n)/, '$1        restartPolicy: Always\n');
    expect(turned).not.toBe(SHOP);
    const found = await verified(one, { 'shop.yaml': turned });
    expect(found.verdict).toBe('none');
    expect(found.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('warm was an ordinary init container, and is a native sidecar now'),
    ]);
  });

  it('is no migration where nothing moves', async () => {
    const found = await verified(one, {
      'shop.yaml': SHOP.replace('replicas: 2', 'replicas: 3'),
      'words.txt': 'new\n',
    });
    expect(found.verdict).toBe('none');
    expect(found.others).toEqual([
      { path: 'shop.yaml', object: 'Deployment shop', message: '/spec/replicas was 2, and is 3' },
      { path: 'words.txt', object: '', message: 'is new' },
    ]);
  });
});

/** A Deployment of two containers; the second one moved, perhaps. */
function pod(app: string, other: string, moved = false, more = ''): string {
  const items: Readonly<Record<string, string>> = {
    web: 'name: web, image: "registry.example.com/web:1", ports: [{containerPort: 8080}]',
    agent: `name: agent, image: "fluent/fluent-bit:3"${more}`,
  };
  const list = moved
    ? `      initContainers:\n      - {${items[other]}, restartPolicy: Always}\n      containers:\n      - {${items[app]}}\n`
    : `      containers:\n      - {${items[app]}}\n      - {${items[other]}}\n`;
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
${list}`;
}
