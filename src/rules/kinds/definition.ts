import { groupOf } from '../../manifest/kinds/kinds.js';
import type { Pod } from '../../model/pod.js';
import type { CustomDefinition, Tree } from '../../model/tree.js';
import { isMap, type Path, type Value, valueAt } from '../../model/value.js';

/** The CustomResourceDefinitions of the tree that describe the object a pod stands in. */
export function definitionsOf(
  { workload }: Pod,
  { definitions }: Tree,
): readonly CustomDefinition[] {
  const group = groupOf(workload.apiVersion);
  return definitions.filter((entry) => entry.kind === workload.kind && entry.group === group);
}

/** Whether a schema keeps `restartPolicy` of init containers, or prunes it as an unknown field. */
export function keepsField({ schema }: CustomDefinition, pod: Pod): boolean {
  if (schema === null) return true;
  const { init } = pod.keys;
  let here: Value | undefined = schema;
  for (const step of [...objectPath(pod), init, 0, 'restartPolicy']) {
    if (keepsUnknown(here)) return true;
    here = typeof step === 'number' ? valueAt(here, ['items']) : property(here, step);
  }
  return here !== undefined;
}

/** The path from the object, not from the List that it may stand in. */
function objectPath(pod: Pod): Path {
  const { path } = pod.at;
  const start = path.findIndex((_, i) => valueAt(pod.workload.object, path.slice(i)) === pod.spec);
  return path.slice(Math.max(start, 0));
}

function property(schema: Value | undefined, name: string): Value | undefined {
  return valueAt(schema, ['properties', name]) ?? valueAt(schema, ['additionalProperties']);
}

function keepsUnknown(schema: Value | undefined): boolean {
  return isMap(schema) && schema['x-kubernetes-preserve-unknown-fields'] === true;
}
