import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Rig, type Run, withRig } from './rig.js';

/** A Deployment with a log agent, which is sure to be a sidecar, and a Service. */
export const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1
      - name: agent
        image: fluent/fluent-bit:3
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
  - port: 80
`;

export const BASE = {
  'tree/base/web.yaml': WEB,
  'tree/base/kustomization.yaml': 'resources: [web.yaml]\n',
};

export function overlay(name: string, text: string): Record<string, string> {
  return { [`tree/overlays/${name}/kustomization.yaml`]: text };
}

export interface ProveRig extends Rig {
  /** Runs `--prove` in the tree; nothing but this program and the system's are on PATH. */
  prove(...args: string[]): Run;
  readonly tree: string;
  /** Where temporary files of the runs go. */
  readonly temporary: string;
  /** Over all names, kinds and contents of the tree. */
  hash(): string;
  /** What the runs left behind. */
  left(): readonly string[];
}

/** A tree, and the real program on PATH as `kubectl` or `kustomize`. */
export function withTree(
  files: Readonly<Record<string, string>>,
  program: string | null,
  test: (rig: ProveRig) => void | Promise<void>,
  name = 'kubectl',
): Promise<void> {
  return withRig(files, (rig) => {
    const tree = join(rig.dir, 'tree');
    const temporary = join(rig.dir, 'tmp');
    const bin = join(rig.dir, 'bin');
    for (const folder of [tree, temporary, bin]) mkdirSync(folder, { recursive: true });
    if (program !== null) symlinkSync(program, join(bin, name));
    const env = {
      // What lies beside a home is nobody's surroundings: else all of the machine's /tmp would be walked, as TMPDIR is another.
      HOME: rig.dir,
      PATH: [bin, ...(program === null ? [] : ['/usr/bin', '/bin'])].join(delimiter),
      TMPDIR: temporary,
    };
    return test({
      ...rig,
      tree,
      temporary,
      prove: (...args) => rig.run(['--prove', ...args], { cwd: tree, env }),
      hash: () => hashOf(tree),
      left: () => readdirSync(temporary),
    });
  });
}

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const stat = lstatSync(join(folder, path));
    hash.update(`${path}\0${stat.mode}\0${stat.mtimeMs}\0`);
    if (stat.isFile()) hash.update(readFileSync(join(folder, path)));
  }
  return hash.digest('hex');
}

/** What is said of each square. */
export function lines(err: string): readonly string[] {
  return err
    .split('\n')
    .filter((line) => /^sidecar-migrate: (?:proven|differs|left out|nothing to render)/.test(line))
    .map((line) => line.slice('sidecar-migrate: '.length));
}
