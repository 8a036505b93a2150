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

// Without their first letters the words are found in `extraContainers` and `sideCars`.
const CONTAINERS = Buffer.from('ontainers');
const SIDECARS = Buffer.from('ide');
const CARRIERS = ['HelmRelease', 'HelmChart', 'argoproj.io'].map((word) => Buffer.from(word));

/** Whether a file may hold values with containers, by its name and its bytes. */
export function mayHoldValues(path: string, bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.includes(CONTAINERS) && !buffer.includes(SIDECARS)) return false;
  const named = isValuesFile(path) || isFleetFile(path);
  if (!named && !CARRIERS.some((word) => buffer.includes(word))) return false;
  return hasContainers(buffer.toString('latin1'));
}

const KEY =
  /^[ \t]*(?:- +)?["']?(\w*(?:[cC]ontainers|[sS]ide[cC]ars))["']?[ \t]*:[ \t]*([^\r\n]*)/gm;
const NOTHING = /^(?:\[\s*\]|\{\s*\}|null|~|""|'')\s*(?:#.*)?$/;

/** Whether a key that may hold extra containers holds anything; `containers` of one entry does not count. */
export function hasContainers(text: string): boolean {
  for (const match of text.matchAll(KEY)) {
    const [whole, name = '', rest = ''] = match;
    if (/init/i.test(name) || NOTHING.test(rest)) continue;
    if (rest !== '' && !rest.startsWith('#')) return true;
    const column = /^[ \t]*(?:- +)?/.exec(whole)?.[0].length ?? 0;
    const end = text.indexOf('\n', match.index + whole.length);
    if (end >= 0 && countBelow(text, end + 1, column) > (name === 'containers' ? 1 : 0))
      return true;
  }
  return false;
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
