import { isList, isMap, type Value, type ValueMap } from '../../model/value.js';

/** Texts of the changed files: as they are, and as they would be. */
export type Texts = ReadonlyMap<string, string>;

const CARRIERS: ReadonlySet<Value | undefined> = new Set(['ConfigMap', 'Secret']);

/**
 * A ConfigMap or Secret whose entries are files that change (a generator takes manifests as they are,
 * for an add-on that something else applies): the same with their new texts.
 */
export function withNewTexts(object: Value, texts: Texts): Value {
  if (!isMap(object) || !CARRIERS.has(object.kind)) return object;
  return {
    ...object,
    ...entries(object, 'data', (text) =>
      object.kind === 'Secret' ? newBase64(text, texts) : texts.get(text),
    ),
    ...entries(object, 'binaryData', (text) => newBase64(text, texts)),
  };
}

function entries(object: ValueMap, key: string, change: (text: string) => string | undefined) {
  const own = object[key];
  if (!isMap(own)) return {};
  const changed = Object.entries(own).map(([name, value]) => [
    name,
    typeof value === 'string' ? (change(value) ?? value) : value,
  ]);
  return { [key]: Object.fromEntries(changed) as ValueMap };
}

/** kustomize breaks what it encodes into lines, and ends the last one too. */
function newBase64(text: string, texts: Texts): string | undefined {
  const after = texts.get(Buffer.from(text, 'base64').toString());
  if (after === undefined) return undefined;
  const encoded = Buffer.from(after).toString('base64');
  const length = text.indexOf('\n');
  return length < 1 ? encoded : encoded.replace(new RegExp(`.{1,${length}}`, 'g'), '$&\n');
}

/** The hash that a generator appends to a name follows from its content, and so do references to it. */
export function renamed(value: Value, names: ReadonlyMap<string, string>): Value {
  if (names.size === 0) return value;
  if (typeof value === 'string') return names.get(value) ?? value;
  if (isList(value)) return value.map((item) => renamed(item, names));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, renamed(own, names)]));
}

/** Both names of a generated object that differ in nothing but the hash at their end, or null. */
export function rehashed(before: string, after: string): readonly [string, string] | null {
  const base = before.replace(HASH, '');
  return before !== after && base !== before && base === after.replace(HASH, '')
    ? [before, after]
    : null;
}

const HASH = /-[a-z0-9]{10}$/;
