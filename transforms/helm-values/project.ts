import type { Reading } from '../../src/model/transform.js';
import type { Value } from '../../src/model/value.js';
import { put } from '../kustomize/project.js';
import type { ValuesData } from './read.js';

/** What a file means: values that stand in a text are the list of its one document. */
export function projectValues({
  data: { outer, parts },
}: Reading<ValuesData>): ReadonlyMap<number, Value> {
  return new Map(
    outer.data.documents.map((document) => {
      const texts = parts.filter((part) => part.document === document && part.text !== null);
      const value = texts.reduce((whole, { carrier, inner }) => {
        return put(whole, carrier.path, [...Array(inner.index).fill(null), inner.value]);
      }, document.value);
      return [document.index, value];
    }),
  );
}
