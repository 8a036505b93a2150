import type { Reading } from '../../src/model/transform.js';
import { isList, isMap, type Path, type Value } from '../../src/model/value.js';
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

function put(value: Value, path: Path, inner: Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return inner;
  if (isList(value)) return value.map((item, i) => (i === step ? put(item, rest, inner) : item));
  return isMap(value) ? { ...value, [step]: put(value[step] ?? null, rest, inner) } : value;
}
