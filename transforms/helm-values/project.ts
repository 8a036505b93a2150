import type { Reading } from '../../src/model/transform.js';
import { type Path, type Value, valueAt } from '../../src/model/value.js';
import { put } from '../kustomize/project.js';
import { withTexts } from './list-text.js';
import type { ValuesData, ValuesPart } from './read.js';
import { holdersIn } from './sites.js';

/**
 * What a file means: values that stand in a text are the list of its one document, and a text of
 * containers is the list in it.
 */
export function projectValues({
  data: { outer, parts },
}: Reading<ValuesData>): ReadonlyMap<number, Value> {
  return new Map(
    outer.data.documents.map((document) => {
      const own = parts.filter((part) => part.document === document);
      return [document.index, own.reduce(withPart, document.value)];
    }),
  );
}

function withPart(whole: Value, { carrier, inner, root, text }: ValuesPart): Value {
  const places = (base: Path): readonly Path[] =>
    holdersIn(valueAt(inner.value, root)).flatMap(({ path, form }) =>
      form === 'text' || form === 'other' ? [[...base, ...path]] : [],
    );
  if (text === null) return withTexts(whole, places(root));
  const value = withTexts(inner.value, places(root));
  return put(whole, carrier.path, [...Array(inner.index).fill(null), value]);
}
