import { type Find, findIn } from './find.js';
import { linesFrom } from './lines.js';

const VALUES_FILE = /(?:^|\/)(?:[\w.-]{0,255}[._-])?values(?:[._-][\w.-]{0,255})?\.ya?ml$/i;
const TEMPLATE = /\.ya?ml\.gotmpl$/;
const TERRAFORM = /\.tf$/;

/** Whether a file is called as values of Helm charts are. */
export function isValuesFile(path: string): boolean {
  return VALUES_FILE.test(path);
}

/** Values or a helmfile that are a Go template as a whole. */
export function isGoTemplate(path: string): boolean {
  return TEMPLATE.test(path);
}

export function isTerraform(path: string): boolean {
  return TERRAFORM.test(path);
}

// Without their first letters the words are found in `extraContainers` and `sidecars`.
export const CONTAINER_WORDS = ['ontainers', 'idecars', 'ideCars'] as const;

const ODD_ITEM = /^[ \t]*- (?:name|image):[ \t]*\S/m;

/** Whether a text of values has a list whose items begin as containers do. */
export function hasListUnderOtherKey(text: string): boolean {
  return text.includes('image') && ODD_ITEM.test(text);
}

/** Keys with which charts say how they make sidecars of their own. */
const SWITCHES =
  /(?:^|[\s{,"'])(?:dashboards|datasources|alerts|notifiers)["']?:|NATIVE_SIDECARS|nativeSidecar/m;

/** Whether a text of values has settings by which a chart makes a sidecar. */
export function hasSwitches(text: string): boolean {
  const isWorth = /idecar["']?:/.test(text) || text.includes('ENABLE_NATIVE_SIDECARS');
  return isWorth && SWITCHES.test(text);
}

const NOTHING = /^(?:\[\s*\]|\{\s*\}|null|~|""|'')\s*(?:#.*)?$/;
/** What stands on a line before a key, and the first part of the key itself. */
const LEAD = /^([ \t]*(?:- +)?)["']?(\w*)$/;
const REST = /["']?[ \t]*:[ \t]*([^\r\n]*)/y;

/** Whether a key that may hold extra containers holds anything; `containers` of one entry does not count. */
export function hasContainers(text: string, find: Find = findIn(text)): boolean {
  return firstContainers(text, find) !== null;
}

/** Offset of such a key; null where there is none. */
export function firstContainers(text: string, find: Find = findIn(text)): number | null {
  for (const word of CONTAINER_WORDS)
    for (let at = find(word, 0); at >= 0; at = find(word, at + word.length))
      if (holdsAt(text, at, word)) return startOfWord(text, at);
  return null;
}

function startOfWord(text: string, from: number): number {
  let at = from;
  while (/\w/.test(text[at - 1] ?? '')) at--;
  return at;
}

function holdsAt(text: string, at: number, word: string): boolean {
  const lead = LEAD.exec(text.slice(text.lastIndexOf('\n', at) + 1, at));
  REST.lastIndex = at + word.length;
  const rest = lead === null ? undefined : REST.exec(text)?.[1];
  if (lead === null || rest === undefined) return false;
  const name = `${lead[2] ?? ''}${word}`;
  if (/init/i.test(name) || !/[cCsS]$/.test(lead[2] ?? '') || NOTHING.test(rest)) return false;
  if (rest !== '' && !rest.startsWith('#')) return true;
  const end = text.indexOf('\n', at);
  const column = lead[1]?.length ?? 0;
  return end >= 0 && countBelow(text, end + 1, column) > (name === 'containers' ? 1 : 0);
}

/** Keys one level below a column; an item of a list counts as two. */
function countBelow(text: string, from: number, column: number): number {
  let level = -1;
  let count = 0;
  for (const { indent, line } of linesFrom(text, from)) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('-') && indent >= column && level < 0) return 2;
    if (indent <= column) return count;
    if (level < 0) level = indent;
    if (indent === level) count++;
    if (count > 1) return count;
  }
  return count;
}
