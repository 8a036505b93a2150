import { isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLSeq } from 'yaml';
import { outerEdits } from '../../kustomize/inline/inline-text.js';
import { put } from '../../kustomize/inline/project.js';
import type { ManifestData } from '../../manifest/data.js';
import { readManifest } from '../../manifest/read.js';
import type { TextEdit } from '../../model/source.js';
import type { Reading } from '../../model/transform.js';
import { isList, isMap, type Path, type Value, type ValueMap, valueAt } from '../../model/value.js';
import { TEXT_KEY } from '../../model/values.js';
import { shifted } from '../../text/edits.js';
import type { YamlDocument } from '../../yaml/document.js';
import { unveiled, veiled } from './veil.js';

/** A text that is a list of containers, once its actions have run. */
export interface ListText {
  readonly reading: Reading<ManifestData>;
  /** Its one document, with a veil over its actions. */
  readonly document: YamlDocument;
  readonly seq: YAMLSeq;
  /** Without the veil. */
  readonly items: readonly ValueMap[];
}

/** A dash, behind lines of comments and actions. */
const LIST = /^(?:[ \t]{0,999}(?:(?:#|\{\{)[^\n]{0,4000})?\r?\n){0,999}[ \t]{0,999}-\s/;

/** The list that a text is, or null where it is none, or nobody can tell. */
export function listText(text: string): ListText | null {
  const under = LIST.test(text) ? veiled(text) : null;
  if (under === null) return null;
  const file = { path: 'values', text: under, provenance: null };
  const reading = readManifest(file, { kinds: [], thorough: true });
  const [document, ...others] = reading.data.documents;
  const isWhole = reading.problems.every(({ kind }) => kind === 'comment' || kind === 'directive');
  if (document === undefined || others.length > 0 || !isWhole) return null;
  const seq: unknown = document.tree.contents;
  const value = withoutVeil(document.value);
  if (!isSeq(seq) || seq.flow === true || !isList(value)) return null;
  const items = value.filter(isMap);
  return items.length === value.length ? { reading, document, seq, items } : null;
}

/** The same of a key's value. */
export function listTextAt(pair: Pair<Node, Node | null> | null): ListText | null {
  const node = pair?.value;
  return isScalar(node) && typeof node.value === 'string' ? listText(node.value) : null;
}

/** Edits of the text as edits of the document that it stands in. */
export function liftedEdits(
  text: ListText,
  document: YamlDocument,
  node: Scalar,
  edits: readonly TextEdit[],
): readonly TextEdit[] {
  const patch = { document, path: [], node, inner: text.reading };
  return shifted(outerEdits(patch, edits), -document.base);
}

/** A value with the lists that stand as texts at some of its places. */
export function withLists(value: Value, places: readonly Path[]): Value {
  return places.reduce((whole, place) => {
    const text = valueAt(whole, place);
    const list = typeof text === 'string' ? listText(text) : null;
    return list === null ? whole : put(whole, place, { [TEXT_KEY]: list.items });
  }, value);
}

function withoutVeil(value: Value): Value {
  if (typeof value === 'string') return unveiled(value);
  if (isList(value)) return value.map(withoutVeil);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => [unveiled(key), withoutVeil(own)]),
  );
}

/** The comments of a text that is such a list; lines of actions are some, under the veil. */
export function commentsInText(value: Value | undefined): readonly string[] {
  const list = typeof value === 'string' ? listText(value) : null;
  return list === null ? [] : list.reading.comments.map(unveiled);
}
