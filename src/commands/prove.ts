import { dirname, join, relative, sep } from 'node:path';
import { diskFiles } from '../discover/disk.js';
import { type DiskInput, gitRoot } from '../discover/disk-input.js';
import type { Outcome } from '../model/outcome.js';
import type { Square } from '../model/proof.js';
import type { Settings } from '../model/settings.js';
import { kustomizeRenderer } from '../prove/kustomize/renderer.js';
import { prove } from '../prove/prove.js';
import type { Renderer } from '../prove/renderer.js';
import { sourceTree } from '../prove/source-tree.js';
import { synthRenderer } from '../prove/synth/renderer.js';
import { printable } from '../report/escape.js';
import { isProgram } from '../scan/program.js';
import type { Io } from './io.js';

export interface ProveCommand {
  readonly outcome: Outcome;
  readonly settings: Settings;
  readonly input: DiskInput;
  readonly io: Io;
  readonly quiet: boolean;
  /** The command that makes manifests of programs, or null. */
  readonly synth: string | null;
}

export interface Proof {
  readonly squares: readonly Square[];
  /** Nothing may be written: a square is broken, or none could be drawn. */
  readonly failed: boolean;
}

const WORDS = { proven: 'proven', broken: 'NOT proven', 'left-out': 'left out' } as const;

/** `--prove`: renders what reads the changed files, before and after, and says how each compares. */
export async function proveCommand(command: ProveCommand): Promise<Proof> {
  const { outcome, settings, input, io, synth } = command;
  const say = sayTo(command);
  const found = needsKustomize(command) ? kustomizeRenderer(io.env) : null;
  if (found?.ok === false) {
    say(found.message, true);
    return { squares: [], failed: true };
  }
  const files = diskFiles();
  const squares: Square[] = [];
  for (const root of rootsOf(command)) {
    const real = (path: string): string => slashes(relative(root, input.absolute(path)));
    const renderers = [
      ...(found === null ? [] : [found.renderer]),
      ...(synth === null ? [] : [synthOf(synth, root, command, real)]),
    ];
    for (const renderer of renderers)
      squares.push(
        ...(await prove({
          outcome,
          settings,
          renderer,
          tree: sourceTree(files, root),
          real,
          printed: (path) => slashes(relative(io.cwd, join(root, path))) || '.',
        })),
      );
  }
  const programs = new Set(squares.map(({ renderer }) => renderer));
  if (found !== null && programs.has('kustomize')) say(`rendered with ${found.program}`, false);
  if (synth !== null && programs.has('synth')) say(`rendered with ${synth}`, false);
  if (squares.length === 0) say(nothingToProve(outcome), false);
  for (const { state, target, message } of squares)
    say(`${WORDS[state]} ${target}: ${message}`, state === 'broken');
  // A command that somebody named, and that proves nothing, is no proof to write on.
  const isIdle = squares.some(({ renderer, state }) => renderer === 'synth' && state !== 'proven');
  if (isIdle && !squares.some(({ state }) => state === 'broken'))
    say('nothing is proven of what --synth makes: run the command by itself first', true);
  return { squares, failed: isIdle || squares.some(({ state }) => state === 'broken') };
}

function sayTo({ io, quiet }: ProveCommand): (text: string, isError: boolean) => void {
  return (text, isError) => {
    if (isError || !quiet) io.stderr.write(`sidecar-migrate: ${printable(text)}\n`);
  };
}

/** Programs are read by no kustomization: with a command of their own, nothing else has to be there. */
function needsKustomize({ outcome, synth }: ProveCommand): boolean {
  return synth === null || outcome.files.some(({ path }) => !isProgram(path));
}

/** The command runs where the user stands, as if it had been typed there. */
function synthOf(
  synth: string,
  root: string,
  { outcome, io }: ProveCommand,
  real: (path: string) => string,
): Renderer {
  const here = slashes(relative(root, diskFiles().real(io.cwd) ?? io.cwd)) || '.';
  return synthRenderer({
    command: synth,
    env: io.env,
    root,
    folder: here === '..' || here.startsWith('../') ? null : here,
    changed: outcome.files.map(({ path }) => real(path)).filter((path) => !path.startsWith('../')),
  });
}

function nothingToProve({ files }: Outcome): string {
  if (files.length === 0) return 'nothing to prove: nothing would change';
  const which = files.length === 1 ? 'the changed file' : `the ${files.length} changed files`;
  const more = files.some(({ path }) => isProgram(path))
    ? '; programs are proven with --synth "<the command that makes their manifests>"'
    : '';
  return `nothing to prove: no kustomization reads ${which}${more}`;
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
