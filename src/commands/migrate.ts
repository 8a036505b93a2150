import { type FoundConfig, findConfig } from '../config/find.js';
import { type MigrateOptions, settingsFrom } from '../config/settings.js';
import { diskFiles } from '../files/discover/disk.js';
import { type DiskInput, diskInput } from '../files/discover/disk-input.js';
import type { Input } from '../model/input.js';
import type { Outcome } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';
import { memoryInput } from '../process/memory.js';
import { printable } from '../report/escape.js';
import { FORMATS, type Format } from '../report/formats.js';
import type { RunMeta } from '../report/meta.js';
import { line } from '../report/problems.js';
import { renderSummary } from '../report/summary.js';
import { run } from '../run/run.js';
import { VERSION } from '../version.js';
import { errorsOf, exitCode, type FailOn, failsCheck } from './exit-code.js';
import { codeOfSignal, type Io, wantsColor } from './io.js';
import { isInput, writeOutput } from './output.js';
import { withProgress } from './progress.js';

/** What commander makes of the table of options. */
export interface MigrateFlags extends MigrateOptions {
  readonly write?: boolean;
  readonly check?: boolean;
  readonly dryRun?: boolean;
  readonly prove?: boolean;
  readonly provePartial?: boolean;
  readonly synth?: string;
  readonly failOn?: FailOn;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly gitignore: boolean;
  readonly strict?: boolean;
  readonly allowDirty?: boolean;
  readonly stdinFilename?: string;
  readonly config?: string;
  readonly format?: Format;
  readonly output?: string;
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** The main job. Gives the exit code. */
export async function migrateCommand(
  paths: readonly string[],
  flags: MigrateFlags,
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
  if (isFilter) return filter(flags, result.settings, io);
  const input = diskInput({
    files,
    cwd: io.cwd,
    paths,
    include: flags.include ?? [],
    exclude: [...(flags.exclude ?? []), ...ignoredBy(found)],
    gitignore: flags.gitignore,
  });
  return onDisk(input, flags, result.settings, io, say);
}

/** Without --prove. */
const UNASKED = { squares: [], failed: false };

async function onDisk(
  input: DiskInput,
  flags: MigrateFlags,
  settings: Settings,
  io: Io,
  say: (text: string) => void,
): Promise<number> {
  if (flags.output !== undefined && isInput(flags.output, input, io)) {
    say(
      `${flags.output}: -o would replace a file that this run reads, and nothing was written; name another, or say --write to migrate it in place`,
    );
    return 2;
  }
  const writer = flags.write === true ? await import('./write.js') : null;
  const isCleared = (await writer?.finishInterrupted(input, io, say)) ?? true;
  const planned = await run(withProgress(input, io, flags.quiet === true), settings);
  if (flags.quiet !== true)
    for (const glob of input.idle()) say(`--include ${glob}: matches no file; check the spelling`);
  const proof =
    flags.prove === true
      ? await (await import('./prove.js')).proveCommand({
          outcome: planned,
          settings,
          input,
          io,
          quiet: flags.quiet === true,
          synth: flags.synth ?? null,
          isPartial: flags.provePartial === true,
          writes: flags.write === true,
        })
      : UNASKED;
  const outcome = { ...planned, squares: proof.squares };
  if (proof.failed && writer !== null)
    say('nothing was written: what --prove said has to be settled first, or leave it out');
  const written =
    writer === null || proof.failed
      ? null
      : await writer.writeInPlace(outcome, input, flags, io, say);
  if (io.life.stop !== null) return codeOfSignal(io.life.stop);
  const paths = flags.write === true ? (written?.paths ?? new Set<string>()) : undefined;
  const meta = { ...metaOf(settings), ...(paths === undefined ? {} : { written: paths }) };
  const data =
    flags.write === true && flags.format === undefined
      ? ''
      : await FORMATS[flags.format ?? 'diff'](outcome, meta);
  const delivered = writeOutput(data, flags.output, io, say);
  report({ outcome, flags, settings, named: input.named, written: paths }, io);
  return exitCode({
    outcome,
    named: input.named,
    strict: flags.strict === true,
    failed: written?.isWhole === false || !isCleared || !delivered || proof.failed,
    check: flags.check === true && failsCheck(outcome, flags.failOn),
  });
}

/** Standard input to standard output: the migrated text, or the same text where nothing moves. */
async function filter(flags: MigrateFlags, settings: Settings, io: Io): Promise<number> {
  const path = flags.stdinFilename ?? 'stdin.yaml';
  const parts: Uint8Array[] = [];
  for await (const part of io.stdin)
    parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  const bytes = Buffer.concat(parts);
  const input: Input = {
    ...memoryInput(new Map()),
    files: () => [{ path, named: true, provenance: null, load: () => bytes }],
  };
  const outcome = await run(input, settings);
  const text = outcome.files[0]?.after;
  const say = (words: string): void => {
    io.stderr.write(`sidecar-migrate: ${printable(words)}\n`);
  };
  const data =
    flags.format === undefined
      ? (text ?? bytes)
      : await FORMATS[flags.format](outcome, metaOf(settings));
  const delivered = writeOutput(data, flags.output, io, say);
  report({ outcome, flags, settings, named: new Set([path]) }, io);
  return exitCode({
    outcome,
    named: new Set([path]),
    strict: flags.strict === true,
    failed: !delivered,
    check: flags.check === true && failsCheck(outcome, flags.failOn),
  });
}

interface Reported {
  readonly outcome: Outcome;
  readonly flags: MigrateFlags;
  readonly settings: Settings;
  readonly named: ReadonlySet<string>;
  readonly written?: ReadonlySet<string> | undefined;
}

function report({ outcome, flags, settings, named, written }: Reported, io: Io): void {
  const { verbose = false, quiet = false, strict = false } = flags;
  if (quiet && outcome.failures.length === 0) {
    for (const problem of errorsOf({ outcome, named, strict }))
      io.stderr.write(`${line(problem)}\n`);
    return;
  }
  io.stderr.write(
    renderSummary(outcome, {
      color: wantsColor(io, flags.color),
      verbose,
      mode: flags.write === true ? 'write' : flags.check === true ? 'check' : 'preview',
      unsafe: settings.unsafe,
      meta: metaOf(settings),
      ...(written === undefined ? {} : { written }),
    }),
  );
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
  return null;
}

function ignoredBy({ chain }: FoundConfig): readonly string[] {
  return chain.flatMap(({ ignore = [] }) => ignore);
}

function metaOf({ kubeMinor, kubeSource, environments }: Settings): RunMeta {
  const kubePaths = environments.flatMap(({ globs, kubeMinor: minor }) =>
    minor === null ? [] : [{ globs, minor }],
  );
  return { version: VERSION, kubeMinor, kubeSource, kubePaths };
}
