import type { Value } from '../../model/value.js';

/** The JSON in an annotation; null where it is none. */
export function parseJson(text: Value): Value {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as Value) : null;
  } catch {
    return null;
  }
}
