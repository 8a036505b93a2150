import { FORMATS } from '../report/formats.js';

/** One row for each option: `--help`, the README's table and the command line come from here. */
export interface OptionRow {
  readonly flags: string;
  readonly description: string;
  readonly group: OptionGroup;
  /** May be given more than once, or with commas. */
  readonly list?: boolean;
  readonly choices?: readonly string[];
  /** Each choice may have a file behind it: `sarif=out.sarif`. */
  readonly takesFile?: true;
}

export type OptionGroup = 'What to do' | 'Roles and warnings' | 'Clusters' | 'Files' | 'Output';

export const OPTIONS: readonly OptionRow[] = [
  row(
    'What to do',
    '-w, --write',
    'write the changes in place; each change is written completely or not at all',
  ),
  row(
    'What to do',
    '--check',
    'exit with 1 if --write with the same options would write something',
  ),
  choice(
    'What to do',
    '--fail-on <safety>',
    ['safe', 'review', 'blocked'],
    'with --check: exit with 1 also for pods that need review, or are blocked',
  ),
  row(
    'What to do',
    '--prove',
    'render before and after with your own kubectl or kustomize, and charts in the tree with your helm, in temporary copies; if a render differs from the plan, or nothing can be rendered, write nothing and exit with 2 (--prove=partial also writes what could not be rendered)',
  ),
  row(
    'What to do',
    '--synth <command>',
    'with --prove: run this command, which generates manifests from your programs, in copies before and after, and compare',
  ),
  row('What to do', '-n, --dry-run', 'the default: print the diff, write nothing'),
  row('Roles and warnings', '--unsafe', 'accept all warnings'),
  list(
    'Roles and warnings',
    '--accept <codes>',
    'accept the warnings of these rules: --accept SM206,SM309',
  ),
  list(
    'Roles and warnings',
    '--sidecar <glob>',
    'containers with this name are sidecars; image:<glob> matches the image',
  ),
  list(
    'Roles and warnings',
    '--keep <glob>',
    'containers with this name stay; takes precedence over --sidecar',
  ),
  row(
    'Roles and warnings',
    '--remove-workarounds',
    'also remove workarounds that the move makes obsolete, if nothing else is affected',
  ),
  choice(
    'Roles and warnings',
    '--placement <where>',
    ['auto', 'last', 'first'],
    'auto: last, but before an init container that needs the sidecar',
  ),
  row('Clusters', '--kube-version <v>', 'oldest Kubernetes version to target (default 1.29)'),
  list('Clusters', '--feature-gates <gates>', '1.28 needs SidecarContainers=true'),
  list('Files', '--kind <kinds>', 'only objects of these kinds: --kind Job,CronJob'),
  list('Files', '--include <glob>', 'only files that match'),
  list('Files', '--exclude <glob>', 'leave out files that match'),
  row('Files', '--no-gitignore', 'include files that git ignores'),
  row('Files', '--include-generated', 'edit generated and vendored files too'),
  row('Files', '--strict', 'a file found in a folder that cannot be read or parsed is an error'),
  row('Files', '--allow-dirty', 'with --write: also write files with uncommitted changes'),
  row('Files', '--stdin-filename <name>', 'the name of standard input in messages'),
  row('Files', '--config <file>', 'use this config instead of the nearest .sidecar-migrate.yaml'),
  {
    group: 'Output',
    flags: '--format <format>',
    description:
      'what standard output gets (default diff), or a file: --format sarif=out.sarif; more than one may be given',
    choices: Object.keys(FORMATS),
    takesFile: true,
  },
  row('Output', '-o, --output <file>', 'write that output to a file instead'),
  row(
    'Output',
    '--color',
    'use colors, even if the output is not a terminal; a diff in a pipe never has colors',
  ),
  row('Output', '--no-color', 'no colors; NO_COLOR does the same'),
  row('Output', '-q, --quiet', 'print only errors'),
  row('Output', '-v, --verbose', 'print everything: unchanged pods, information, all problems'),
  row(
    'Output',
    '--profile <folder>',
    'write what each phase of the run cost into this folder, as JSON and as a trace for Chrome',
  ),
];

/** The README's table of options. */
export function optionsMarkdown(): string {
  const cell = (text: string): string =>
    text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const rows = OPTIONS.map(({ flags, description, choices }) => {
    const values = choices === undefined ? '' : ` (${choices.join(', ')})`;
    return `| \`${flags}\` | ${cell(description)}${values} |`;
  });
  return ['| option | meaning |', '| --- | --- |', ...rows].join('\n');
}

function row(group: OptionGroup, flags: string, description: string): OptionRow {
  return { group, flags, description };
}

function list(group: OptionGroup, flags: string, description: string): OptionRow {
  return { group, flags, description, list: true };
}

function choice(
  group: OptionGroup,
  flags: string,
  choices: readonly string[],
  description: string,
): OptionRow {
  return { group, flags, description, choices };
}
