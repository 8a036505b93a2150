import { type FoundConfig, findConfig } from '../config/find.js';
import { settingsFrom } from '../config/settings.js';
import { diskFiles } from '../files/discover/disk.js';
import { type DiskInput, diskInput } from '../files/discover/disk-input.js';
import { printable } from '../report/escape.js';
import { run } from '../run/run.js';
import { formatMisuse, outputFiles } from './asked-formats.js';
import { exitCode, failsCheck } from './exit-code.js';
import { filter } from './filter.js';
import type { Asked, MigrateFlags } from './flags.js';
import { codeOfSignal, type Io } from './io.js';
import { sayNotes } from './notes.js';
import { isInput } from './output.js';
import { deliverAll } from './outputs.js';
import { diffOf, textsOf } from './paths-in-diff.js';
import { counted, progressOn } from './progress.js';
import { type Ended, sayReport } from './report.js';

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
  const files = diskFiles();
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
  const asked = { paths, flags, typed, files, settings: result.settings, say };
  if (isFilter) return filter(asked, io);
  const input = diskInput({
    files,
    cwd: io.cwd,
    paths,
    include: flags.include ?? [],
    exclude: [...(flags.exclude ?? []), ...ignoredBy(found)],
    gitignore: flags.gitignore,
  });
  return onDisk(input, asked, io);
}

/** Without --prove. */
const UNASKED = { proofs: [], failed: false };

async function onDisk(
  input: DiskInput,
  { paths, flags, settings, typed, files, say }: Asked,
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
  const progress = await progressOn(io, quiet);
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
      ...(proof.failed ? ['what --prove found has to be resolved first'] : []),
      ...(written?.reasons ?? []),
    ],
    isInterrupted: io.life.stop !== null,
  };
  return deliver(ended, written?.isWhole === false || !isCleared || proof.failed, say, io);
}

/** Gives standard output its data and says what came of the run. Gives the exit code. */
async function deliver(
  ended: Ended,
  failed: boolean,
  say: (text: string) => void,
  io: Io,
): Promise<number> {
  const { outcome, flags, named } = ended;
  if (io.life.stop !== null) {
    await sayReport(ended, 2, io);
    return codeOfSignal(io.life.stop);
  }
  const isDiff = flags.write !== true && flags.format === undefined;
  const delivered = await deliverAll(ended, isDiff ? { format: 'diff' } : { data: '' }, io, say);
  const code = exitCode({
    outcome,
    named,
    strict: flags.strict === true,
    failed: failed || !delivered,
    check: flags.check === true && failsCheck(outcome, flags.failOn),
  });
  await sayReport(ended, code, io);
  return code;
}

function misuseOf(paths: readonly string[], flags: MigrateFlags): string | null {
  if (paths.includes('-')) {
    if (paths.length > 1) return '- is standard input and stands alone: leave out the other paths';
    if (flags.write === true)
      return '--write - has nothing to write to: leave out --write, the migrated text goes to standard output';
  }
  if (paths.includes('-') && flags.prove === true)
    return '--prove renders a tree, and standard input is none: leave out --prove, or name a folder';
  if (flags.synth !== undefined && flags.prove !== true)
    return '--synth is the command that --prove runs: add --prove, or leave out --synth';
  if (flags.synth?.trim() === '')
    return '--synth takes the command that makes your manifests: --synth "npm run synth"';
  if (flags.write === true && flags.dryRun === true)
    return '--dry-run writes nothing, and --write writes: leave out one of them';
  if (flags.write === true && flags.check === true)
    return '--check only looks, and --write writes: leave out one of them';
  if (flags.failOn !== undefined && flags.check !== true) return '--fail-on goes with --check';
  return formatMisuse(flags);
}

function ignoredBy({ chain }: FoundConfig): readonly string[] {
  return chain.flatMap(({ ignore = [] }) => ignore);
}
