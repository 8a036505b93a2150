import { dirname, join, relative, sep } from 'node:path';
import { diskFiles } from '../files/discover/disk.js';
import type { DiskInput } from '../files/discover/disk-input.js';
import { gitRoot } from '../files/discover/homes.js';
import { isProgram } from '../files/scan/program.js';
import { helmRenderer } from '../helm/renderer/renderer.js';
import { kustomizeRenderer } from '../kustomize/renderer/renderer.js';
import type { Outcome } from '../model/outcome.js';
import type { RenderProof } from '../model/proof.js';
import type { Settings } from '../model/settings.js';
import { synthRenderer } from '../programs/renderer/renderer.js';
import { prove } from '../prove/renders/prove.js';
import type { Found, Renderer } from '../prove/renders/renderer.js';
import { sourceTree } from '../prove/renders/source-tree.js';
import { printable } from '../report/escape.js';
import type { Io } from './io.js';

export interface ProveCommand {
  readonly outcome: Outcome;
  readonly settings: Settings;
  readonly input: DiskInput;
  readonly io: Io;
  readonly quiet: boolean;
  /** The command that makes manifests of programs, or null. */
  readonly synth: string | null;
  /** What is left out may be written all the same. */
  readonly isPartial: boolean;
  readonly writes: boolean;
}

export interface Proof {
  readonly proofs: readonly RenderProof[];
  /** Nothing may be written: a proof is broken, or none could be drawn. */
  readonly failed: boolean;
}

const WORDS = { proven: 'proven', differs: 'differs', 'left-out': 'left out' } as const;

/** `--prove`: renders what reads the changed files, before and after, and says how each compares. */
export async function proveCommand(command: ProveCommand): Promise<Proof> {
  const { outcome, settings, input, io } = command;
  const say = sayTo(command);
  const files = diskFiles();
  const programs = new Map<string, string>();
  const proofs: RenderProof[] = [];
  for (const root of rootsOf(command)) {
    const real = (path: string): string => slashes(relative(root, input.absolute(path)));
    for (const { renderer, program, missing } of renderersFor(command, root, real)) {
      const proven = await prove({
        outcome,
        settings,
        renderer,
        missing,
        tree: sourceTree(files, root),
        real,
        printed: (path) => slashes(relative(io.cwd, join(root, path))) || '.',
      });
      if (proven.missing !== null) {
        say(proven.missing, true);
        return { proofs: [], failed: true };
      }
      proofs.push(...proven.proofs);
      if (program !== null && proven.proofs.some(({ state }) => state !== 'left-out'))
        programs.set(renderer.id, program);
    }
  }
  for (const program of programs.values()) say(`rendered with ${program}`, false);
  if (proofs.length === 0) say(nothingToProve(outcome), false);
  for (const { state, target, message } of proofs)
    say(`${WORDS[state]} ${target}: ${message}`, state === 'differs');
  // A command that somebody named, and that proves nothing, is no proof to write on.
  const isIdle = proofs.some(({ renderer, state }) => renderer === 'synth' && state !== 'proven');
  if (isIdle && !proofs.some(({ state }) => state === 'differs'))
    say('no render of --synth could be compared: run the command by itself first', true);
  const isEmpty = !isIdle && isUnproven(proofs) && command.writes && !command.isPartial;
  sayVerdict(proofs, isEmpty, say);
  return { proofs, failed: isIdle || isEmpty || proofs.some(({ state }) => state === 'differs') };
}

/** Whether there was something to render, and none of it could be. */
function isUnproven(proofs: readonly RenderProof[]): boolean {
  return proofs.length > 0 && proofs.every(({ state }) => state === 'left-out');
}

const NAMED = 3;

/** All in one line: what is proven, and what nobody has looked at. */
function sayVerdict(
  proofs: readonly RenderProof[],
  isEmpty: boolean,
  say: (text: string, isError: boolean) => void,
): void {
  if (proofs.length === 0) return;
  const of = (state: RenderProof['state']): readonly RenderProof[] =>
    proofs.filter((proof) => proof.state === state);
  const left = of('left-out');
  const names = left.slice(0, NAMED).map(({ target }) => target);
  const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : '';
  const parts = [
    `${of('proven').length} proven`,
    ...(of('differs').length > 0
      ? [`${of('differs').length} ${of('differs').length === 1 ? 'differs' : 'differ'}`]
      : []),
    ...(left.length > 0 ? [`${left.length} left out (${names.join(', ')}${more})`] : []),
  ];
  say(`verdict: ${parts.join(', ')}`, false);
  if (isEmpty)
    say(
      `nothing that would change could be rendered: ${left[0]?.target}: ${left[0]?.message}; --prove=partial writes it without that comparison`,
      true,
    );
}

function sayTo({ io, quiet }: ProveCommand): (text: string, isError: boolean) => void {
  return (text, isError) => {
    if (isError || !quiet) io.stderr.write(`sidecar-migrate: ${printable(text)}\n`);
  };
}

/** Everything that may render a changed file. Programs are read by no kustomization and no chart. */
function renderersFor(
  command: ProveCommand,
  root: string,
  real: (path: string) => string,
): readonly Found[] {
  const { outcome, synth, io } = command;
  const isDeclared = synth === null || outcome.files.some(({ path }) => !isProgram(path));
  const values = outcome.decisions.flatMap(({ pod, change }) =>
    pod.values === undefined || change === null ? [] : [real(pod.path)],
  );
  const inTree = values.filter((path) => !path.startsWith('../'));
  return [
    ...(isDeclared
      ? [
          kustomizeRenderer(io.env, [root]),
          helmRenderer({ env: io.env, trees: [root], values: inTree }),
        ]
      : []),
    ...(synth === null
      ? []
      : [{ renderer: synthOf(synth, root, command, real), program: synth, missing: null }]),
  ];
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
  if (files.length === 0) return 'nothing to render: nothing would change';
  const which = files.length === 1 ? 'the changed file' : `the ${files.length} changed files`;
  const more = files.some(({ path }) => isProgram(path))
    ? '; for programs, use --synth "<the command that generates their manifests>"'
    : '';
  return `nothing to render: no kustomization and no chart reads ${which}${more}`;
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
