import { linesFrom } from './lines.js';

const VALUES_FILE = /(?:^|\/)(?:[\w.-]*[._-])?values(?:[._-][\w.-]*)?\.ya?ml$/i;
const FLEET_FILE = /(?:^|\/)fleet\.ya?ml$/;

/** Whether a file is called as values of Helm charts are. */
export function isValuesFile(path: string): boolean {
  return VALUES_FILE.test(path);
}

/** Whether a file is called as the bundles of Rancher Fleet are. */
export function isFleetFile(path: string): boolean {
  return FLEET_FILE.test(path);
}

// Without their first letters the words are found in `extraContainers` and `sidecars`.
const WORDS = ['ontainers', 'idecars', 'ideCars'] as const;
const KEYS = WORDS.map((word) => Buffer.from(word));
const CARRIERS = ['HelmRelease', 'HelmChart', 'argoproj.io'].map((word) => Buffer.from(word));

/** Whether a file may hold values with containers, by its name and its bytes. */
export function mayHoldValues(path: string, bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!KEYS.some((word) => buffer.includes(word))) return false;
  const named = isValuesFile(path) || isFleetFile(path);
  if (!named && !CARRIERS.some((word) => buffer.includes(word))) return false;
  return hasContainers(buffer.toString('latin1'));
}

const NOTHING = /^(?:\[\s*\]|\{\s*\}|null|~|""|'')\s*(?:#.*)?$/;
/** What stands on a line before a key, and the first part of the key itself. */
const LEAD = /^([ \t]*(?:- +)?)["']?(\w*)$/;
const REST = /["']?[ \t]*:[ \t]*([^\r\n]*)/y;

/** Whether a key that may hold extra containers holds anything; `containers` of one entry does not count. */
export function hasContainers(text: string): boolean {
  for (const word of WORDS)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      if (holdsAt(text, at, word)) return true;
  return false;
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
