import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const BIN = join(import.meta.dirname, '../../bin/sidecar-migrate.js');
/** Only what grows with the square of its input takes as long as this. */
const KILL = 60_000;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const POD = `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
    - name: app
      image: x
    - name: cloud-sql-proxy
      image: gcr.io/cloudsql-docker/gce-proxy:1
`;
const RELEASE = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: a}
spec:
  source:
    chart: grafana
    repoURL: URL
    helm:
      valuesObject:
        extraContainers: [{name: cloud-sql-proxy, image: gcr.io/cloudsql-docker/gce-proxy:1}]
`;

/** Readers, each with the place where a text of one repeated piece goes. */
const READERS: Readonly<Record<string, (text: string) => Readonly<Record<string, string>>>> = {
  'a comment': (text) => ({ 'a.yaml': `# ${text.replaceAll('\n', '\n#')}\n${POD}` }),
  arguments: (text) => ({ 'a.yaml': `${POD}      args: [${JSON.stringify(text)}]\n` }),
  'an address': (text) => ({
    'a.yaml': RELEASE.replace('URL', JSON.stringify(`https://x${text}x`)),
  }),
  Terraform: (text) => ({
    'a.yaml': POD,
    'main.tf': `resource "helm_release" "x" {\n chart = "grafana"\n ${text}\n}\n`,
  }),
  'a script': (text) => ({ 'a.yaml': POD, 'deploy.sh': `helm upgrade x ./c -f v.yaml ${text}` }),
  'a template': (text) => ({
    'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
    'values.yaml': 'extraContainers: []\n',
    'templates/d.yaml': `kind: Deployment\nspec:\n  containers:\n${text}`,
  }),
};

const PIECES = [
  ' ',
  '\t',
  '/',
  '"',
  "'",
  '{{',
  '- ',
  '#',
  '\\"',
  '$(',
  '/*',
  'tail ',
  'containers:\n',
];

function run(files: Readonly<Record<string, string>>): { status: number | null; errors: string } {
  const folder = mkdtempSync(join(tmpdir(), 'sidecar-migrate-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { status, stderr } = spawnSync(process.execPath, [BIN, '--unsafe', folder], {
    encoding: 'utf8',
    timeout: KILL,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, errors: stderr };
}

describe.each(Object.entries(READERS))('%s of one piece, again and again', (_, files) => {
  it('costs no more than its length', () => {
    const all = PIECES.map((piece, i): Readonly<Record<string, string>> => {
      const own = files(piece.repeat(200_000 / piece.length));
      return Object.fromEntries(Object.entries(own).map(([path, text]) => [`${i}/${path}`, text]));
    });
    const { status, errors } = run(Object.assign({}, ...all));
    expect([0, 1, 2], errors.slice(0, 400)).toContain(status);
  }, 90_000);
});

describe('a glob of a config', () => {
  it.each([
    ['keep: ["*a*a*a*a*a*a*b"]'],
    ['ignore: ["+(a|aa)+(a|aa)b"]'],
    [`keep: [${'a'.repeat(600)}]`],
  ])('%s is refused with the reason', (config) => {
    const { status, errors } = run({ 'a.yaml': POD, '.sidecar-migrate.yaml': config });
    expect(status).toBe(2);
    expect(errors).toContain('could take too long');
  });
});
