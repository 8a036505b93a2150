import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { CONFIG_NAME } from '../config/find.js';
import { CONFIG_TEMPLATE } from '../config/template.js';
import { codeOf } from '../files/discover/disk.js';
import { printable, printableText } from '../report/escape.js';
import { splitOutside } from '../text/split.js';
import { VERSION } from '../version.js';
import { askedFormat } from './asked-formats.js';
import type { MigrateFlags } from './flags.js';
import type { Io } from './io.js';
import { migrateCommand } from './migrate.js';
import { OPTIONS, type OptionRow } from './options.js';
import { addVerify } from './verify/add.js';

/** Runs the command line and gives the exit code: 0 done, 1 only from --check, 2 an error. */
export async function cli(args: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const program = build(args, io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args.flatMap(withoutValue), { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (isClosedPipe(error)) return code;
    const verbose = args.includes('-v') || args.includes('--verbose');
    const done =
      io.life.written === 0
        ? 'nothing was written'
        : `${io.life.written} files were written before it`;
    if (isOfTheSystem(error)) {
      io.stderr.write(
        `sidecar-migrate: the system did not allow what this needs, and ${done}: ${printable(error.message)}; check the disk, the limits (ulimit -a) and the memory, and run again\n`,
      );
      return 2;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    io.stderr.write(
      `sidecar-migrate: this is a bug of sidecar-migrate, and ${done}: ${printable(message)}. Please report it with the command line${verbose ? '' : '; -v shows where it happened'}.\n`,
    );
    if (verbose && stack !== undefined) io.stderr.write(`${stack}\n`);
    return 2;
  }
}

function build(args: readonly string[], io: Io, done: (code: number) => void): Command {
  const program = new Command('sidecar-migrate')
    .usage('[options] [paths...]')
    .argument(
      '[paths...]',
      'files, folders and globs; default is the working folder; - is standard input',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('before', HELP_BEFORE)
    .addHelpText('after', HELP_AFTER)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) =>
        write(
          `${printableText(text.replace(/^error: /, 'sidecar-migrate: ').replace(/\n$/, ''))}; see --help\n`,
        ),
    });
  for (const option of OPTIONS) program.addOption(optionOf(option));
  program.addOption(new Option(PARTIAL).hideHelp());
  program.action(async (paths: string[], flags: MigrateFlags) => {
    done(await migrateCommand(paths, flags, args, io));
  });
  program
    .command('init')
    .description('write a commented .sidecar-migrate.yaml to the working folder')
    .action(() => done(init(io)));
  program
    .command('notes')
    .argument('[paths...]', 'as for the migration itself; its options apply too')
    .description('print the rollout notes that apply to the pods that would move')
    .action(async (paths: string[]) => {
      const flags = { ...program.opts<MigrateFlags>(), notes: true };
      done(await migrateCommand(paths, flags, args, io));
    });
  program
    .command('explain')
    .argument('<codes...>', 'as findings carry them: SM204 SM501')
    .description('print what a rule is about, how it is detected and what to do')
    .action(async (codes: string[]) => {
      const { explain } = await import('./explain.js');
      done(explain(codes, io));
    });
  program
    .command('rules')
    .description('list every rule')
    .action(async () => {
      const { rules } = await import('./explain.js');
      done(rules(io));
    });
  addVerify(program, io, done);
  program.helpCommand(false);
  return program;
}

const PARTIAL = '--prove-partial';

/** An optional value would take the path behind it: `--prove deploy`. So it goes with `=` only. */
function withoutValue(argument: string): readonly string[] {
  return argument === '--prove=partial' ? ['--prove', PARTIAL] : [argument];
}

function optionOf({ flags, description, group, list, choices, takesFile }: OptionRow): Option {
  const option = new Option(flags, description).helpGroup(`${group}:`);
  if (choices !== undefined) option.choices(choices);
  if (takesFile === true) option.argParser(askedFormat);
  if (list === true)
    option.argParser((value: string, previous: string[] | undefined) => [
      ...(previous ?? []),
      ...splitList(value),
    ]);
  return option;
}

/** Commas separate; those inside the braces of a glob do not. */
function splitList(value: string): string[] {
  return splitOutside(value, '{', '}').filter((part) => part !== '');
}

/** An error of a call to the system, such as too many open files while a part of this command is loaded. */
function isOfTheSystem(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'errno' in error;
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

const HELP_BEFORE = `Moves legacy Kubernetes sidecars to native ones: from containers to initContainers with
restartPolicy: Always (KEP-753). Prints the diff; writes only with --write.
`;

const HELP_AFTER = `
Examples:
  sidecar-migrate ./manifests                        show what would change
  sidecar-migrate ./manifests | git apply            apply it
  sidecar-migrate --write ./manifests                write it in place
  sidecar-migrate --sidecar 'log-*' pod.yaml         name the sidecars
  sidecar-migrate - < pod.yaml                       filter standard input
  sidecar-migrate --prove --write ./deploy           compare renders of kustomize and helm first
  sidecar-migrate --check ./manifests                fail in CI if something would move
  sidecar-migrate --format sarif=out.sarif .         findings for code scanning, with fixes

A sidecar moves if no rule warns or blocks. If a rule warns, the sidecar moves once you accept the
warning: --accept SM309, an allow comment, the config, or --unsafe for all warnings. If a rule blocks,
the sidecar stays, and the summary says why.

Exit codes:
  0  success, also for a preview that shows changes
  1  with --check: something would be written
  2  an error: usage, a named file that cannot be read or parsed, a failed verification or write
`;

/** Writes a commented config, never over one that is there. Gives the exit code. */
function init(io: Io): number {
  try {
    writeFileSync(join(io.cwd, CONFIG_NAME), CONFIG_TEMPLATE, { flag: 'wx' });
  } catch (error) {
    const why =
      codeOf(error) === 'EEXIST'
        ? 'it already exists; edit it, or remove it first'
        : `it could not be written (${codeOf(error)})`;
    io.stderr.write(`sidecar-migrate: ${CONFIG_NAME}: ${why}\n`);
    return 2;
  }
  io.stderr.write(`Wrote ${CONFIG_NAME}: every setting in it is commented out.\n`);
  return 0;
}
