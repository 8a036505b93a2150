import type { Reading } from '../../src/model/transform.js';
import type { Value } from '../../src/model/value.js';
import { withTexts } from '../kustomize/project.js';
import type { ValuesData } from './read.js';

/** What a file means: a text that is read on its own is the list of its documents. */
export function projectValues({
  data: { outer, texts },
}: Reading<ValuesData>): ReadonlyMap<number, Value> {
  return withTexts(outer.data.documents, texts);
}
