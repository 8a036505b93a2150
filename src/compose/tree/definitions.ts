import type { CustomDefinition } from '../../model/tree.js';
import { isMap, listAt, mapAt, textAt, type ValueMap } from '../../model/value.js';
import type { ReferenceDocument } from './document.js';

/** What a CustomResourceDefinition says of its objects: the schema of its newest served version. */
export function definitionOf(document: ReferenceDocument, object: ValueMap): CustomDefinition {
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
    place: document.placeOf('kind'),
  };
}

/** `preserveUnknownFields` of v1beta1 defaults to true: only an explicit false prunes. */
function valueIsFalse(object: ValueMap): boolean {
  if (!(textAt(object, ['apiVersion']) ?? '').endsWith('/v1beta1')) return false;
  return mapAt(object, ['spec'])?.preserveUnknownFields !== false;
}
