import type { Reading } from '../../model/transform.js';
import { isList, isMap, type Path, type Value } from '../../model/value.js';
import type { YamlDocument } from '../../yaml/document.js';
import type { InlinePatch, KustomizeData } from './read.js';

/** What a kustomization means: a path leads on into the texts of its inline patches. */
export function projectKustomization({
  data: { outer, inline },
}: Reading<KustomizeData>): ReadonlyMap<number, Value> {
  return withTexts(outer.data.documents, inline);
}

/** Documents whose texts are the lists of the documents in them, so that a path leads on into them. */
export function withTexts(
  documents: readonly YamlDocument[],
  texts: readonly InlinePatch[],
): ReadonlyMap<number, Value> {
  return new Map(
    documents.map((document) => {
      const own = texts.filter((text) => text.document === document);
      const value = own.reduce(
        (whole, { path, inner }) => put(whole, path, documentsOf(inner.data.documents)),
        document.value,
      );
      return [document.index, value];
    }),
  );
}

function documentsOf(
  documents: readonly { readonly index: number; readonly value: Value }[],
): readonly Value[] {
  const values: Value[] = [];
  for (const { index, value } of documents) {
    while (values.length < index) values.push(null);
    values.push(value);
  }
  return values;
}

/** A value with another one at a path. */
export function put(value: Value, path: Path, inner: Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return inner;
  if (isList(value)) return value.map((item, i) => (i === step ? put(item, rest, inner) : item));
  return isMap(value) ? { ...value, [step]: put(value[step] ?? null, rest, inner) } : value;
}
