import type { Command } from 'commander';
import type { MigrateFlags } from '../flags.js';
import type { Io } from '../io.js';

/** Adds `verify` to the command line; what it does is loaded once somebody asks. */
export function addVerify(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command('verify')
    .argument('[change...]', 'main...HEAD, change.patch, - for standard input, or before/ after/')
    .description('check that a change is a correct migration, by hand or by a tool')
    .option(
      '--allow-mixed',
      'list other changes of migrated pods, and lost comments, without failing',
    )
    .addHelpText('after', VERIFY_HELP)
    .action(async (words: string[], own: { readonly allowMixed?: boolean }) => {
      const { verifyCommand } = await import('./verify.js');
      done(await verifyCommand(words, { ...program.opts<MigrateFlags>(), ...own }, io));
    });
}

const VERIFY_HELP = `
Compares both sides of a change, and reports which containers moved, whether anything else changed in their pods,
whether a comment was lost, which rules block or warn, what is missing elsewhere in the tree, and whether the pod
still starts and ends. Other changes are listed separately.

Examples:
  sidecar-migrate verify main...HEAD                 what this branch does, as a pull request shows it
  sidecar-migrate verify v1.2..v1.3                  two revisions; nothing is checked out
  sidecar-migrate verify change.patch                a patch for the current files
  git diff | sidecar-migrate verify -                the same from standard input
  sidecar-migrate verify before/ after/              two folders, or two files
  sidecar-migrate verify main...HEAD --format json   for other programs
  sidecar-migrate verify main...HEAD --fail-on review
                                                     also fail for warnings

The options of the migration apply here too: --sidecar, --keep, --accept, --kube-version, --config.

Exit codes:
  0  the migration is correct, or there is none
  1  it is not correct: each fault says what to do
  2  an error: usage, an unknown revision, a patch that does not apply
`;
