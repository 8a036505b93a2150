import type { Release } from '../../model/values.js';
import type { Setting } from './uses.js';
import { type Word, wordsIn } from './words.js';

/** A command of helm, as far as its words tell. */
export interface HelmCommand {
  readonly offset: number;
  /** As written; null: computed, or not there. */
  readonly chart: string | null;
  readonly repo: string;
  readonly version: string;
  readonly namespace: string;
  readonly name: string;
  readonly files: readonly string[];
  readonly settings: readonly (Omit<Setting, 'at'> & { readonly offset: number })[];
  /** Maps that `--set-json` gives as a whole, as texts. */
  readonly objects: readonly string[];
  readonly postRenderer: boolean;
}

/** `helm repo add NAME URL`. */
export interface HelmRepo {
  readonly name: string;
  readonly url: string;
}

const VERBS = new Set(['upgrade', 'install', 'template']);
/** Flags of these commands that stand alone; any other takes the word behind it. */
const ALONE =
  /^(?:-i|-g|--(?:install|atomic|wait(?:-for-jobs)?|debug|force(?:-replace|-conflicts)?|dry-run|devel|verify|no-hooks|skip-crds|include-crds|create-namespace|reuse-values|reset-values|reset-then-reuse-values|cleanup-on-fail|dependency-update|render-subchart-notes|generate-name|replace|validate|skip-tests|is-upgrade|disable-openapi-validation|insecure-skip-tls-verify|pass-credentials|plain-http|enable-dns|hide-secret|hide-notes|skip-schema-validation|take-ownership|rollback-on-failure|release-name|server-side|no-color|allow-unreleased|suppress-secrets|three-way-merge|detailed-exitcode))$/;
const SET = /^--set(?:-string|-json|-file|-literal)?$/;

export interface HelmCommands {
  readonly commands: readonly HelmCommand[];
  readonly repos: readonly HelmRepo[];
}

/** Every command of helm in a text, and the repositories that it adds. */
export function commandsIn(text: string): HelmCommands {
  const commands: HelmCommand[] = [];
  const repos: HelmRepo[] = [];
  for (const words of wordsIn(text)) {
    const at = words.findIndex((word) => isHelm(word.text));
    if (at < 0) {
      // A command may be the text of another one: `sh -c`, or `sh` of a Jenkinsfile.
      for (const word of words.filter(
        ({ text: word }) => /\bhelm3?\s/.test(word) && innerOf(word) !== text,
      )) {
        const inner = commandsIn(innerOf(word.text));
        commands.push(...inner.commands.map((each) => shifted(each, word.offset)));
        repos.push(...inner.repos);
      }
      continue;
    }
    const rest = words.slice(at + 1);
    const verb = rest.findIndex((word) => VERBS.has(word.text));
    const plain = rest.filter((word) => !word.text.startsWith('-')).map((word) => word.text);
    const [group, action, name, url] = plain;
    if (group === 'repo' && action === 'add') {
      if (name !== undefined && url !== undefined) repos.push({ name, url });
    }
    // Plug-ins stand before the verb: `helm secrets upgrade`, `helm diff upgrade`.
    else if (verb >= 0 && verb < 4)
      commands.push(
        commandOf(words[at]?.offset ?? 0, rest[verb]?.text ?? '', rest.slice(verb + 1)),
      );
  }
  return { commands, repos };
}

/** The text of a command that is no word of its own: `out=$(…)`, or what stood in quotes. */
function innerOf(word: string): string {
  const open = /\$\(|`/.exec(word);
  if (open === null) return word;
  const inner = word.slice(open.index + open[0].length);
  const end = inner.search(/[)`]/);
  return end < 0 ? word : inner.slice(0, end);
}

function shifted(command: HelmCommand, by: number): HelmCommand {
  return {
    ...command,
    offset: command.offset + by,
    settings: command.settings.map((each) => ({ ...each, offset: each.offset + by })),
  };
}

function isHelm(word: string): boolean {
  return /^[@+-]{0,9}(?:(?:.*\/)?helm3?|\$[({]?HELM(?:_BIN|_CMD)?[)}]?)$/.test(word);
}

function commandOf(offset: number, verb: string, words: readonly Word[]): HelmCommand {
  const flags: { readonly flag: string; readonly value: Word }[] = [];
  const plain: Word[] = [];
  let alone = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) continue;
    const [, flag, value] =
      /^(--?[\w-]+)=([\s\S]*)$/.exec(word.text) ?? /^(-[fn])(.+)$/.exec(word.text) ?? [];
    if (flag !== undefined && value !== undefined)
      flags.push({ flag, value: { ...word, text: value } });
    else if (!word.text.startsWith('-') || word.text === '-') plain.push(word);
    else if (ALONE.test(word.text)) alone ||= /^(?:-g|--generate-name)$/.test(word.text);
    else {
      const next = words[++i];
      if (next !== undefined) flags.push({ flag: word.text, value: next });
    }
  }
  const all = (pattern: RegExp): readonly Word[] =>
    flags.flatMap(({ flag, value }) => (pattern.test(flag) ? [value] : []));
  const last = (pattern: RegExp): string => all(pattern).at(-1)?.text ?? '';
  const isSingle = plain.length === 1 && (alone || verb === 'template');
  const chart = plain[isSingle ? 0 : 1]?.text ?? '';
  const sets = all(SET);
  return {
    offset,
    name: isSingle ? '' : (plain[0]?.text ?? ''),
    chart: chart === '' || isComputed(chart) ? null : chart,
    repo: last(/^--repo$/),
    version: isComputed(last(/^--version$/)) ? '' : last(/^--version$/),
    namespace: last(/^(?:-n|--namespace)$/),
    files: all(/^(?:-f|--values)$/).flatMap(({ text }) => text.split(',')),
    settings: sets.flatMap((word) =>
      word.text.trimStart().startsWith('{')
        ? []
        : namesIn(word.text).map((name) => ({ name, offset: word.offset })),
    ),
    objects: sets.flatMap(({ text }) => (text.trimStart().startsWith('{') ? [text] : [])),
    postRenderer: all(/^--post-renderer$/).length > 0,
  };
}

/** Whether a shell, make or a pipeline fills a word in. */
export function isComputed(word: string): boolean {
  return /[$`]|\{\{|<%/.test(word);
}

/** `a[0].b=1,c={1,2}`: names of values, with commas only where a new one begins. */
function namesIn(text: string): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  let start = 0;
  const end = (to: number): void => {
    const part = text.slice(start, to);
    const equals = part.search(/(?<!\\)=/);
    if (equals > 0) names.push(part.slice(0, equals).trim().replaceAll('\\', ''));
    start = to + 1;
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '\\') i++;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (character === ',' && depth <= 0) end(i);
  }
  end(text.length);
  return names;
}

/** What a command says of its chart; repositories are those that the tree adds by name. */
export function chartOfCommand(
  { chart, repo, version }: HelmCommand,
  repos: readonly HelmRepo[],
): Pick<Release, 'chart' | 'folder'> {
  if (chart === null) return { chart: null, folder: null };
  const name = chart.replace(/(?<!\/)\/+$/, '').replace(/^.*\//, '');
  if (chart.startsWith('oci://')) return { chart: { name, repo: chart, version }, folder: null };
  if (repo !== '')
    return { chart: { name, repo: isComputed(repo) ? '' : repo, version }, folder: null };
  const alias = /^([\w.-]+)\/[\w.-]+$/.exec(chart)?.[1];
  const known = repos.filter((each) => each.name === alias && !isComputed(each.url));
  const urls = new Set(known.map(({ url }) => url));
  const [url] = urls;
  if (url !== undefined && urls.size === 1)
    return { chart: { name, repo: url, version }, folder: null };
  // A folder, or a repository that is added elsewhere.
  const isAlias = alias !== undefined && !/^\.{1,2}$/.test(alias);
  return { chart: isAlias ? { name, repo: alias, version } : null, folder: chart };
}
