import { withTexts } from '../../kustomize/inline/project.js';
import type { Reading } from '../../model/transform.js';
import { type Path, type Value, valueAt } from '../../model/value.js';
import { withLists } from './list-text.js';
import type { ValuesData, ValuesPart } from './read.js';
import { holdersIn } from './sites.js';

/**
 * What a file means: a text that is read on its own is the list of its documents, and a text of
 * containers is the list in it.
 */
export function projectValues({
  data: { outer, parts, texts },
}: Reading<ValuesData>): ReadonlyMap<number, Value> {
  return new Map(
    [...withTexts(outer.data.documents, texts)].map(([index, value]) => {
      const own = parts.filter(({ document }) => document.index === index);
      return [index, withLists(value, own.flatMap(placesIn))];
    }),
  );
}

/** Where the values of a part may have texts of containers, in the document as it is projected. */
function placesIn({ carrier, inner, root, text }: ValuesPart): readonly Path[] {
  const base = text === null ? root : [...carrier.path, inner.index, ...root];
  return holdersIn(valueAt(inner.value, root)).flatMap(({ path, form }) =>
    form === 'text' || form === 'other' ? [[...base, ...path]] : [],
  );
}
