import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism, devNull } from 'node:os';
import { dirname } from 'node:path';
import { kubeTools } from '../support/kubectl.js';

export type Rendered =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

const NAMES = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/** The folders with a kustomization below a folder, the folder itself as `.`. */
export function kustomizationsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => NAMES.test(path))
    .map((path) => dirname(path))
    .sort();
}

/** What the real kubectl renders of each folder. */
export async function renderAll(
  folders: readonly string[],
): Promise<ReadonlyMap<string, Rendered>> {
  const found = new Map<string, Rendered>();
  const left = [...folders];
  const worker = async (): Promise<void> => {
    for (let folder = left.shift(); folder !== undefined; folder = left.shift())
      found.set(folder, await render(folder));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return found;
}

function render(folder: string): Promise<Rendered> {
  const { kubectl } = kubeTools() ?? { kubectl: 'kubectl' };
  return new Promise((resolve) => {
    const child = spawn(kubectl, ['kustomize', folder], {
      env: { PATH: '/usr/bin:/bin', KUBECONFIG: devNull },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const parts: Record<'out' | 'err', Buffer[]> = { out: [], err: [] };
    child.stdout.on('data', (chunk: Buffer) => parts.out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => parts.err.push(chunk));
    child.on('error', ({ message }) => resolve({ ok: false, message }));
    child.on('close', (code) =>
      resolve(
        code === 0
          ? { ok: true, text: Buffer.concat(parts.out).toString() }
          : { ok: false, message: Buffer.concat(parts.err).toString() },
      ),
    );
  });
}
