import type { Workload } from '../model/pod.js';
import { mapAt, textAt, type ValueMap } from '../model/value.js';

/** An image key without a value reads as empty: something fills it in later. */
export function imageOf(value: ValueMap): string | null {
  if (!Object.hasOwn(value, 'image')) return null;
  return typeof value.image === 'string' ? value.image : '';
}

/** The object that a pod spec stands in. */
export function workloadOf(object: ValueMap): Workload {
  return {
    apiVersion: textAt(object, ['apiVersion']) ?? '',
    kind: textAt(object, ['kind']) ?? '',
    name:
      textAt(object, ['metadata', 'name']) ?? textAt(object, ['metadata', 'generateName']) ?? '',
    namespace: textAt(object, ['metadata', 'namespace']) ?? '',
    labels: mapAt(object, ['metadata', 'labels']) ?? {},
    annotations: mapAt(object, ['metadata', 'annotations']) ?? {},
    object,
  };
}
