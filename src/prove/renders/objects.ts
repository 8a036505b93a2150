import { textAt, type Value } from '../../model/value.js';
import { valueIn } from '../../yaml/read.js';
import { splitDocuments } from '../../yaml/stream.js';

/** The documents of a render, without the empty ones. */
export function documentsIn(text: string): readonly string[] {
  return splitDocuments(text)
    .map(({ start, end }) => text.slice(start, end).replace(/^---\s*\n/, ''))
    .filter((document) => document.trim() !== '');
}

export function objectOf(text: string): Value {
  return valueIn(text) ?? null;
}

export function plainName(object: Value): string {
  return textAt(object, ['metadata', 'name']) ?? '';
}

/** What a rendered object is called in messages. */
export function nameOf(object: Value): string {
  if (object === null) return 'nothing';
  const at = (path: readonly string[]): string => textAt(object, path) ?? '';
  const namespace = at(['metadata', 'namespace']);
  const name = at(['metadata', 'name']);
  return `${at(['apiVersion'])} ${at(['kind'])} ${namespace === '' ? name : `${namespace}/${name}`}`;
}
