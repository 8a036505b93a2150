import { isList, isMap, type Path, type Value, valueAt } from '../../model/value.js';
import type { ValuesRule } from '../../model/values.js';
import { documentsOf } from './sources.js';

/**
 * What the values.schema.json of a chart says against containers elsewhere than where they are: a map
 * that takes no other keys, or one that is described in a way that nobody follows here.
 */
export function schemaObjection(text: string | null, path: Path): ValuesRule | null {
  if (text === null) return null;
  let here: Value | undefined = documentsOf(text)[0];
  if (here === undefined) return closed('cannot be read');
  for (const step of path.slice(0, -1)) {
    if (!isMap(here)) return null;
    const own: Value | undefined = valueAt(here, ['properties', String(step)]);
    if (own === undefined && here.additionalProperties === false)
      return closed(`takes no ${String(step)}`);
    here = own;
  }
  if (!isMap(here)) return null;
  if (here.additionalProperties === false || isList(here.required))
    return closed('names the keys that it takes beside the containers');
  return here.$ref === undefined && here.patternProperties === undefined
    ? null
    : closed('describes the containers in a way that is not followed');
}

function closed(how: string): ValuesRule {
  return {
    ok: false,
    message: `values.schema.json of the chart ${how}: helm may reject the moved container`,
    remedy: 'move it by hand, and change the schema where that is needed',
  };
}
