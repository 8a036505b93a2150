import { type Find, findIn } from './find.js';
import { hasKind, someKind } from './kind.js';
import { linesFrom } from './lines.js';
import type { Scan } from './scan.js';

const VALUES_FILE = /(?:^|\/)(?:[\w.-]{0,255}[._-])?values(?:[._-][\w.-]{0,255})?\.ya?ml$/i;
const FLEET_FILE = /(?:^|\/)fleet\.ya?ml$/;
const HELMFILE =
  /(?:^|\/)(?:helmfile(?:[._-][\w.-]*)?|[\w.-]+\.helmfile)\.ya?ml$|(?:^|\/)helmfile\.d\/[^/]+\.ya?ml$/;
const TEMPLATE = /\.ya?ml\.gotmpl$/;
const TERRAFORM = /\.tf$/;
const JSON_FILE = /\.json$/i;
const YAML = /\.ya?ml$/i;

/** Whether a file is called as values of Helm charts are. */
export function isValuesFile(path: string): boolean {
  return VALUES_FILE.test(path);
}

/** Whether a file is called as the bundles of Rancher Fleet are. */
export function isFleetFile(path: string): boolean {
  return FLEET_FILE.test(path);
}

/** Whether a file is called as the state files of helmfile are. */
export function isHelmfile(path: string): boolean {
  return HELMFILE.test(path);
}

/** Values or a helmfile that are a Go template as a whole. */
export function isGoTemplate(path: string): boolean {
  return TEMPLATE.test(path);
}

export function isTerraform(path: string): boolean {
  return TERRAFORM.test(path);
}

/** Objects that carry values. */
const KINDS = [
  ...['HelmRelease', 'HelmChart', 'HelmChartConfig', 'HelmChartProxy', 'Application'],
  ...['ApplicationSet', 'HelmChartInflationGenerator', 'Release', 'ClusterProfile', 'Profile'],
];
/** The same, and what only some keys or groups make a carrier. */
export const CARRIER_KINDS: ReadonlySet<string> = new Set([...KINDS, 'Config', 'ConfigMap']);
const KUSTOMIZATION: ReadonlySet<string> = new Set(['Kustomization', 'Component']);

// Without their first letters the words are found in `extraContainers` and `sidecars`.
const WORDS = ['ontainers', 'idecars', 'ideCars'] as const;
const WORD_BYTES = WORDS.map((word) => Buffer.from(word));
const ODD_KEY = Buffer.from('ideCars');
const HELM_RELEASE = Buffer.from('helm_release');
const API_VERSION = Buffer.from('apiVersion');
const HELM_CHARTS = Buffer.from('helmCharts');

/** Whether a file may hold values with containers, by its name, its bytes and what was found in them. */
export function mayHoldValues(
  path: string,
  bytes: Uint8Array,
  { keys, letters }: Pick<Scan, 'keys' | 'letters'>,
): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // HCL has no colons behind its keys.
  if (isTerraform(path))
    return buffer.includes(HELM_RELEASE) && WORD_BYTES.some((word) => buffer.includes(word));
  if (!keys && !buffer.includes(ODD_KEY)) return false;
  if (!isCalledValues(path) && !carries(path, buffer)) return false;
  return letters === null
    ? hasContainers(buffer.toString('latin1'))
    : hasContainers(letters.text, letters.find);
}

const IMAGE = Buffer.from('image');
const ODD_ITEM = /^[ \t]*- (?:name|image):[ \t]*\S/m;

/** Whether values may hold containers under any key: a list whose items begin as those do. */
export function mayHoldOddList(path: string, bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.includes(IMAGE) || !(isCalledValues(path) || hasKind(buffer, CARRIER_KINDS)))
    return false;
  return hasOddList(buffer.toString('latin1'));
}

/** The same for a text that is values, or carries some. */
export function hasOddList(text: string): boolean {
  return text.includes('image') && ODD_ITEM.test(text);
}

/** Whether a file is called as anything is that holds values by itself. */
export function isCalledValues(path: string): boolean {
  return isValuesFile(path) || isFleetFile(path) || isHelmfile(path) || isGoTemplate(path);
}

function carries(path: string, buffer: Buffer): boolean {
  // What is no object may be values under any name, should a release say so.
  if (!buffer.includes(API_VERSION)) return !JSON_FILE.test(path);
  return someKind(
    buffer,
    (kind) => CARRIER_KINDS.has(kind) || (KUSTOMIZATION.has(kind) && buffer.includes(HELM_CHARTS)),
  );
}

/** Whether nothing but a release that names a file tells that it holds values. */
export function isSuspected(path: string, text: string): boolean {
  return YAML.test(path) && !text.includes('apiVersion') && hasContainers(text);
}

const CARRIER = new RegExp(`["']?\\bkind["']?:[ \\t]*["']?(?:${KINDS.join('|')})\\b`);
const SKAFFOLD = /\bapiVersion["']?:[ \t]*["']?skaffold\//;
const CONFIG_MAP = /\bkind["']?:[ \t]*["']?ConfigMap\b/;
const TEXT_KEY = /^[ \t]+["']?[\w.-]*(?:\.ya?ml|values)["']?:[ \t]*[|>"']/m;

/** Whether an object in a text carries values, as far as lines tell. */
export function carriesValues(text: string): boolean {
  if (CARRIER.test(text) || SKAFFOLD.test(text)) return true;
  return CONFIG_MAP.test(text) && TEXT_KEY.test(text) && hasContainers(text);
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
  for (const word of WORDS)
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
