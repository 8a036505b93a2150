import { InvalidArgumentError } from 'commander';
import { FORMATS, type Format } from '../report/formats.js';

/** One `--format`: what, and the file that it goes to; null: standard output, or what `-o` names. */
export interface AskedFormat {
  readonly format: Format;
  readonly file: string | null;
}

/** The options that say where a run is told. */
export interface OutputFlags {
  readonly format?: readonly AskedFormat[];
  readonly output?: string;
}

/** `sarif`, or `sarif=out.sarif`. */
export function askedFormat(
  value: string,
  previous: readonly AskedFormat[] = [],
): readonly AskedFormat[] {
  const at = value.indexOf('=');
  const name = at < 0 ? value : value.slice(0, at);
  const file = at < 0 ? null : value.slice(at + 1);
  if (!isFormat(name))
    throw new InvalidArgumentError(`Allowed choices are ${Object.keys(FORMATS).join(', ')}.`);
  if (file === '')
    throw new InvalidArgumentError(
      `After the = goes the file to write: --format ${name}=report.${name}.`,
    );
  return [...previous, { format: name, file }];
}

function isFormat(name: string): name is Format {
  return Object.hasOwn(FORMATS, name);
}

/** What standard output, or the file of `-o`, gets; null: nothing that has a name. */
export function mainFormat({ format = [] }: Pick<OutputFlags, 'format'>): Format | null {
  return format.find(({ file }) => file === null)?.format ?? null;
}

/** Files that this run writes beside those that it migrates. */
export function outputFiles({ format = [], output }: OutputFlags): readonly string[] {
  const files = format.flatMap(({ file }) => (file === null ? [] : [file]));
  return output === undefined ? files : [...files, output];
}

/** Why formats do not go together; null where they do. */
export function formatMisuse(flags: OutputFlags): string | null {
  const { format = [], output } = flags;
  const [first, second] = format.filter(({ file }) => file === null);
  if (first !== undefined && second !== undefined)
    return `--format ${first.format} and --format ${second.format} both go to standard output: give one of them a file, as in --format ${second.format}=FILE`;
  if (output !== undefined && format.length > 0 && first === undefined)
    return '-o names the file of the format that has none, and each has one: leave out -o';
  const files = outputFiles(flags);
  const twice = files.find((file, i) => files.indexOf(file) < i);
  return twice === undefined ? null : `${twice}: two formats go to this file; give each its own`;
}
