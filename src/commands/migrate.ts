import { resolve } from 'node:path';
import { type FoundConfig, findConfig } from '../config/find.js';
import { settingsFrom } from '../config/settings.js';
import { diskFiles } from '../files/discover/disk.js';
import { type DiskInput, diskInput } from '../files/discover/disk-input.js';
import type { Note } from '../model/finding.js';
import type { Input } from '../model/input.js';
import { memoryInput } from '../process/memory.js';
import type { Progress } from '../process/progress.js';
import { printable } from '../report/escape.js';
import { notesText } from '../report/notes.js';
import { run } from '../run/run.js';
import { formatMisuse, outputFiles } from './asked-formats.js';
import type { Asked, MigrateFlags } from './flags.js';
import { type Io, inputOf } from './io.js';
import { isInput } from './output.js';
import { deliver } from './outputs.js';
import { diffOf, textsOf } from './paths-in-diff.js';
import { counted, progressOn } from './progress.js';
import type { Ended } from './report.js';

/** The main job. Gives the exit code. */
export async function migrateCommand(
  paths: readonly string[],
  flags: MigrateFlags,
  typed: readonly string[],
  io: Io,
): Promise<number> {
  const say = (text: string): void => {
    io.stderr.write(`sidecar-migrate: ${printable(text)}\n`);
  };
  const misuse = misuseOf(paths, flags);
  if (misuse !== null) {
    say(`${misuse}; see --help`);
    return 2;
  }
  const profile = flags.profile === undefined ? null : new (await import('./profile.js')).Profile();
  const files = profile?.counting(diskFiles()) ?? diskFiles();
  const isFilter = paths[0] === '-';
  const start = isFilter ? (flags.stdinFilename ?? '.') : (paths[0] ?? '.');
  const found = await findConfig({ files, cwd: io.cwd, given: flags.config ?? null, start });
  const result = settingsFrom(flags, found.chain);
  for (const message of [...found.errors, ...found.warnings]) say(message);
  if (found.errors.length > 0) return 2;
  if (!result.ok) {
    say(result.message);
    return 2;
  }
  const { accept = [] } = flags;
  if (accept.length + result.settings.accept.length + result.settings.severities.size > 0) {
    const { unknownCode, unknownInConfig } = await import('./known-codes.js');
    for (const message of unknownInConfig(found.chain)) say(message);
    const wrong = accept.map(unknownCode).find((message) => message !== null);
    if (wrong !== undefined && wrong !== null) {
      say(`--accept: ${wrong}`);
      return 2;
    }
  }
  const asked = { paths, flags, typed, files, profile, settings: result.settings, say };
  if (isFilter) return filter(asked, io);
  const input = diskInput({
    files,
    cwd: io.cwd,
    paths,
    include: flags.include ?? [],
    exclude: [...(flags.exclude ?? []), ...ignoredBy(found)],
    gitignore: flags.gitignore,
  });
  const code = await onDisk(input, asked, io);
  const unwritten = profile?.writeTo(resolve(io.cwd, flags.profile ?? '.')) ?? null;
  if (unwritten === null) return code;
  say(unwritten);
  return 2;
}

/** Standard input to standard output: the migrated text, or the same text where nothing moves. */
async function filter({ flags, settings, typed, say }: Asked, io: Io): Promise<number> {
  const path = flags.stdinFilename ?? 'stdin.yaml';
  const bytes = await inputOf(io);
  const input: Input = {
    ...memoryInput(new Map()),
    files: () => [{ path, named: true, provenance: null, load: () => bytes }],
  };
  const outcome = await run(input, settings);
  if (flags.notes === true) return sayNotes(outcome.notes, io);
  const ended: Ended = {
    outcome,
    flags,
    settings,
    named: new Set([path]),
    paths: ['-'],
    typed,
    isFilter: true,
    textOf: () => bytes.toString(),
    pathInDiff: (own) => own,
    apply: null,
  };
  return deliver(ended, { data: outcome.files[0]?.after ?? bytes }, false, io, say);
}

/** Without --prove. */
const UNASKED = { proofs: [], failed: false };

async function onDisk(
  input: DiskInput,
  { paths, flags, settings, typed, files, profile, say }: Asked,
  io: Io,
): Promise<number> {
  const taken = outputFiles(flags).find((file) => isInput(file, input, io));
  if (taken !== undefined) {
    say(
      `${taken}: ${taken === flags.output ? '-o' : '--format'} would replace a file that this run reads, and nothing was written; name another file, or use --write to migrate it in place`,
    );
    return 2;
  }
  const writer = flags.write === true ? await import('./write.js') : null;
  const isCleared = (await writer?.finishInterrupted(input, io, say)) ?? true;
  const quiet = flags.quiet === true;
  const progress = watched(await progressOn(io, quiet), profile);
  const planned = await run(counted(input, progress), settings, progress);
  progress.end();
  for (const glob of input.idle()) say(`--include ${glob}: matches no file; check the spelling`);
  if (flags.notes === true) return sayNotes(planned.notes, io);
  const proof =
    flags.prove === true
      ? await (await import('./prove.js')).proveCommand({
          outcome: planned,
          settings,
          input,
          io,
          quiet,
          synth: flags.synth ?? null,
          isPartial: flags.provePartial === true,
          writes: flags.write === true,
        })
      : UNASKED;
  const outcome = { ...planned, proofs: proof.proofs };
  const written =
    writer === null || proof.failed
      ? null
      : await writer.writeInPlace(outcome, input, flags, io, say, progress);
  progress.end();
  const ended: Ended = {
    outcome,
    flags,
    settings,
    named: input.named,
    paths,
    typed,
    isFilter: false,
    textOf: textsOf(outcome, input, files),
    ...diffOf(outcome, input, files, io),
    written: flags.write === true ? (written?.paths ?? new Set<string>()) : undefined,
    unwritten: [
      ...(proof.failed ? ['resolve what --prove found first'] : []),
      ...(written?.reasons ?? []),
    ],
    isInterrupted: io.life.stop !== null,
  };
  const failed = written?.isWhole === false || !isCleared || proof.failed;
  const isDiff = flags.write !== true && flags.format === undefined;
  return deliver(ended, isDiff ? { format: 'diff' } : { data: '' }, failed, io, say);
}

function watched(shown: Progress, profile: Asked['profile']): Progress {
  return profile?.watching(shown) ?? shown;
}

/** Prints the rollout notes of a run, and nothing else. Gives the exit code. */
function sayNotes(notes: readonly Note[], io: Io): number {
  io.stdout.write(notesText(notes));
  return 0;
}

function misuseOf(paths: readonly string[], flags: MigrateFlags): string | null {
  if (paths.includes('-')) {
    if (paths.length > 1)
      return '- is standard input and cannot be combined with other paths: leave them out';
    if (flags.write === true)
      return '--write - has nothing to write to: leave out --write, the migrated text goes to standard output';
  }
  if (paths.includes('-') && flags.prove === true)
    return '--prove renders files in folders, and cannot be used with standard input: leave it out, or name a folder';
  if (paths.includes('-') && flags.profile !== undefined)
    return '--profile measures a run over files, and cannot be used with standard input: leave it out, or name a folder';
  if (flags.synth !== undefined && flags.prove !== true)
    return '--synth is the command that --prove runs: add --prove, or leave out --synth';
  if (flags.synth?.trim() === '')
    return '--synth takes the command that generates your manifests: --synth "npm run synth"';
  if (flags.write === true && flags.dryRun === true)
    return '--dry-run and --write exclude each other: leave out one of them';
  if (flags.write === true && flags.check === true)
    return '--check and --write exclude each other: leave out one of them';
  if (flags.failOn !== undefined && flags.check !== true) return '--fail-on requires --check';
  return formatMisuse(flags);
}

function ignoredBy({ chain }: FoundConfig): readonly string[] {
  return chain.flatMap(({ ignore = [] }) => ignore);
}
