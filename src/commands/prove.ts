import { dirname, join, relative, sep } from 'node:path';
import { diskFiles } from '../discover/disk.js';
import { type DiskInput, gitRoot } from '../discover/disk-input.js';
import type { Outcome } from '../model/outcome.js';
import type { Square } from '../model/proof.js';
import type { Settings } from '../model/settings.js';
import { kustomizeRenderer } from '../prove/kustomize/renderer.js';
import { prove } from '../prove/prove.js';
import { sourceTree } from '../prove/source-tree.js';
import { printable } from '../report/escape.js';
import type { Io } from './io.js';

export interface ProveCommand {
  readonly outcome: Outcome;
  readonly settings: Settings;
  readonly input: DiskInput;
  readonly io: Io;
  readonly quiet: boolean;
}

export interface Proof {
  readonly squares: readonly Square[];
  /** Nothing may be written: a square is broken, or none could be drawn. */
  readonly failed: boolean;
}

const WORDS = { proven: 'proven', broken: 'NOT proven', 'left-out': 'left out' } as const;

/** `--prove`: renders what reads the changed files, before and after, and says how each compares. */
export async function proveCommand(command: ProveCommand): Promise<Proof> {
  const { outcome, settings, input, io, quiet } = command;
  const say = (text: string, isError: boolean): void => {
    if (isError || !quiet) io.stderr.write(`sidecar-migrate: ${printable(text)}\n`);
  };
  const found = kustomizeRenderer(io.env);
  if (!found.ok) {
    say(found.message, true);
    return { squares: [], failed: true };
  }
  const files = diskFiles();
  const squares: Square[] = [];
  for (const root of rootsOf(command)) {
    const proven = await prove({
      outcome,
      settings,
      renderer: found.renderer,
      tree: sourceTree(files, root),
      real: (path) => slashes(relative(root, input.absolute(path))),
      printed: (path) => slashes(relative(io.cwd, join(root, path))) || '.',
    });
    squares.push(...proven);
  }
  if (squares.length > 0) say(`rendered with ${found.program}`, false);
  else say(nothingToProve(outcome), false);
  for (const { state, target, message } of squares)
    say(`${WORDS[state]} ${target}: ${message}`, state === 'broken');
  return { squares, failed: squares.some(({ state }) => state === 'broken') };
}

function nothingToProve({ files }: Outcome): string {
  return files.length === 0
    ? 'nothing to prove: nothing would change'
    : `nothing to prove: no kustomization reads ${files.length === 1 ? 'the changed file' : `the ${files.length} changed files`}`;
}

/** The repositories of the changed files; without one the working folder, or a file's own. */
function rootsOf({ outcome, input, io }: ProveCommand): ReadonlySet<string> {
  const files = diskFiles();
  const cwd = files.real(io.cwd) ?? io.cwd;
  const folders = new Set(outcome.files.map(({ path }) => dirname(input.absolute(path))));
  return new Set(
    [...folders].map(
      (folder) =>
        gitRoot(files, folder) ?? (`${folder}${sep}`.startsWith(`${cwd}${sep}`) ? cwd : folder),
    ),
  );
}

function slashes(path: string): string {
  return path.split(sep).join('/');
}
