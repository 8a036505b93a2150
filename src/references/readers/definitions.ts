import type { CustomDefinition } from '../../model/tree.js';
import { isMap, listAt, mapAt, textAt, type ValueMap } from '../../model/value.js';
import type { ReferenceObject } from '../document.js';
import type { Reader } from '../reader.js';
import { kindsIn } from '../reference-scan.js';

export const DEFINITIONS: readonly Reader[] = [
  {
    kinds: ['CustomResourceDefinition'],
    // Its own kind is what counts: descriptions in schemas name Deployments and Pods all over.
    matters: (text, terms) => kindsIn(text).some((kind) => terms.kinds.has(kind)),
    add(tree, object) {
      tree.definitions.push(definitionOf(object));
    },
  },
];

/** What a CustomResourceDefinition says of its objects: the schema of its newest served version. */
function definitionOf({ at, value: object }: ReferenceObject): CustomDefinition {
  const versions = listAt(object, ['spec', 'versions']).filter(isMap);
  const version = versions.findLast((entry) => entry.served !== false);
  const schema =
    mapAt(version, ['schema', 'openAPIV3Schema']) ??
    mapAt(object, ['spec', 'validation', 'openAPIV3Schema']) ??
    null;
  const keepsAll =
    valueIsFalse(object) || schema?.['x-kubernetes-preserve-unknown-fields'] === true;
  return {
    group: textAt(object, ['spec', 'group']) ?? '',
    kind: textAt(object, ['spec', 'names', 'kind']) ?? '',
    schema: keepsAll ? null : schema,
    place: at(['kind']),
  };
}

/** `preserveUnknownFields` of v1beta1 defaults to true: only an explicit false prunes. */
function valueIsFalse(object: ValueMap): boolean {
  if (!(textAt(object, ['apiVersion']) ?? '').endsWith('/v1beta1')) return false;
  return mapAt(object, ['spec'])?.preserveUnknownFields !== false;
}
