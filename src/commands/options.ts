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
  row('What to do', '-w, --write', 'write the changes in place, each whole or not at all'),
  row('What to do', '--check', 'exit 1 when --write with the same options would write something'),
  choice(
    'What to do',
    '--fail-on <safety>',
    ['safe', 'review', 'blocked'],
    'with --check: exit 1 also for moves that wait for review, or are blocked',
  ),
  row(
    'What to do',
    '--prove',
    'render before and after with your own kubectl or kustomize, and charts of the tree with your helm, in temporary copies; where they disagree, or nothing can be rendered, write nothing and exit 2 (--prove=partial: write what is left out, too)',
  ),
  row(
    'What to do',
    '--synth <command>',
    'with --prove: run this command, which makes manifests of your programs, in copies before and after, and compare',
  ),
  row('What to do', '-n, --dry-run', 'what happens anyway without --write'),
  row('Roles and warnings', '--unsafe', 'accept all warnings'),
  list(
    'Roles and warnings',
    '--accept <codes>',
    'accept the warnings of these rules: --accept SM206,SM309',
  ),
  list(
    'Roles and warnings',
    '--sidecar <glob>',
    'containers of this name are sidecars; image:<glob> looks at the image',
  ),
  list('Roles and warnings', '--keep <glob>', 'containers of this name stay; wins over --sidecar'),
  row(
    'Roles and warnings',
    '--remove-workarounds',
    'also take out the workarounds that the move makes obsolete, where nothing else is touched',
  ),
  choice(
    'Roles and warnings',
    '--placement <where>',
    ['auto', 'last', 'first'],
    'auto: last, but before an init container that needs it',
  ),
  row('Clusters', '--kube-version <v>', 'oldest Kubernetes to serve (default 1.29)'),
  list('Clusters', '--feature-gates <gates>', '1.28 needs SidecarContainers=true'),
  list('Files', '--kind <kinds>', 'look at objects of these kinds only: --kind Job,CronJob'),
  list('Files', '--include <glob>', 'only files that match'),
  list('Files', '--exclude <glob>', 'no files that match'),
  row('Files', '--no-gitignore', 'look at files that git ignores, too'),
  row('Files', '--include-generated', 'edit generated and vendored files, too'),
  row('Files', '--strict', 'a file of a walk that cannot be read or parsed is an error'),
  row('Files', '--allow-dirty', 'with --write: also files with uncommitted changes'),
  row('Files', '--stdin-filename <name>', 'what to call standard input in messages'),
  row('Files', '--config <file>', 'this config instead of the nearest .sidecar-migrate.yaml'),
  {
    group: 'Output',
    flags: '--format <format>',
    description:
      'what standard output gets (default diff), or a file: --format sarif=out.sarif; more than one may be given',
    choices: Object.keys(FORMATS),
    takesFile: true,
  },
  row('Output', '-o, --output <file>', 'write that to a file instead'),
  row('Output', '--color', 'colours, even when the output is no terminal'),
  row('Output', '--no-color', 'no colours; NO_COLOR says the same'),
  row('Output', '-q, --quiet', 'say nothing but errors'),
  row('Output', '-v, --verbose', 'say everything: kept pods, information, all problems'),
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
