import { hasKind, someKind } from '../../files/scan/kind.js';
import type { Scan } from '../../files/scan/scan.js';
import {
  CONTAINER_WORDS,
  hasContainers,
  hasListUnderOtherKey,
  hasSwitches,
  isGoTemplate,
  isTerraform,
} from '../../files/scan/values.js';
import { CARRIERS } from './table.js';

const YAML = /\.ya?ml$/i;
const JSON_FILE = /\.json$/i;

const OBJECTS = CARRIERS.filter(({ groups }) => groups !== undefined);
/** Kinds of objects that carry values, whatever else is in their file. */
const KINDS: ReadonlySet<string> = new Set(OBJECTS.flatMap(({ kinds = [] }) => kinds));
/** Kinds that carry some only with a word of their own. */
const WITH_WORD = CARRIERS.filter(({ groups }) => groups === undefined).flatMap(
  ({ kinds = [], word }) => kinds.map((kind) => ({ kind, word: Buffer.from(word) })),
);

const WORD_BYTES = CONTAINER_WORDS.map((word) => Buffer.from(word));
const ODD_KEY = Buffer.from('ideCars');
const HELM_RELEASE = Buffer.from('helm_release');
const API_VERSION = Buffer.from('apiVersion');
const IMAGE = Buffer.from('image');
const MESH_KEY = Buffer.from('ENABLE_NATIVE_SIDECARS');

/** Whether a file is called as anything is that holds values by itself. */
export function isCalledValues(path: string): boolean {
  return CARRIERS.some(({ isCalled }) => isCalled?.(path)) || isGoTemplate(path);
}

/** Whether a file may hold values with containers, by its name, its bytes and what was found in them. */
export function mayHoldValues(
  path: string,
  bytes: Uint8Array,
  { keys, letters }: Pick<Scan, 'keys' | 'letters'>,
): boolean {
  const buffer = bufferOf(bytes);
  // HCL has no colons behind its keys.
  if (isTerraform(path))
    return buffer.includes(HELM_RELEASE) && WORD_BYTES.some((word) => buffer.includes(word));
  if (!keys && !buffer.includes(ODD_KEY)) return false;
  if (!isCalledValues(path) && !carries(path, buffer)) return false;
  return letters === null
    ? hasContainers(buffer.toString('latin1'))
    : hasContainers(letters.text, letters.find);
}

/** Whether values may hold containers under any key: a list whose items begin as those do. */
export function mayHoldListUnderOtherKey(path: string, bytes: Uint8Array): boolean {
  const buffer = bufferOf(bytes);
  if (!buffer.includes(IMAGE) || !(isCalledValues(path) || hasKind(buffer, KINDS))) return false;
  return hasListUnderOtherKey(buffer.toString('latin1'));
}

/** Whether a file may hold values by which a chart makes a sidecar, by its name and its bytes. */
export function mayHoldSwitches(
  path: string,
  bytes: Uint8Array,
  { settings }: Pick<Scan, 'settings'>,
): boolean {
  if (!YAML.test(path) && !JSON_FILE.test(path)) return false;
  const buffer = bufferOf(bytes);
  if (!settings && !buffer.includes(MESH_KEY)) return false;
  if (!isCalledValues(path) && !hasKind(buffer, KINDS)) return false;
  return hasSwitches(buffer.toString('latin1'));
}

function carries(path: string, buffer: Buffer): boolean {
  // What is no object may be values under any name, should a release say so.
  if (!buffer.includes(API_VERSION)) return !JSON_FILE.test(path);
  return someKind(
    buffer,
    (kind) =>
      KINDS.has(kind) || WITH_WORD.some((each) => each.kind === kind && buffer.includes(each.word)),
  );
}

/** Whether nothing but a release that names a file tells that it holds values. */
export function isSuspected(path: string, text: string): boolean {
  return YAML.test(path) && !text.includes('apiVersion') && hasContainers(text);
}

/** Kinds that say by themselves that an object has values. */
const TELLING = OBJECTS.filter(({ tells }) => tells === undefined).flatMap(
  ({ kinds = [] }) => kinds,
);
const CARRIER = new RegExp(`\\bkind["']?:[ \\t]*["']?(?:${TELLING.join('|')})\\b`);

/** Whether an object in a text carries values, as far as lines tell. */
export function carriesValues(text: string): boolean {
  return CARRIER.test(text) || OBJECTS.some(({ tells }) => tells?.(text));
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
