import { groupOf } from '../../manifest/kinds/kinds.js';
import type { Selector } from '../../model/kustomize.js';
import { mapAt, textAt, type ValueMap } from '../../model/value.js';
import { fitsForeign } from '../../text/foreign-pattern.js';
import { splitOutside } from '../../text/split.js';

/** A name that an object has, or had before a prefix, a suffix or a namespace came to it. */
export interface Identity {
  readonly name: string;
  readonly namespace: string;
}

export function identityOf(object: ValueMap): Identity {
  return {
    name: textAt(object, ['metadata', 'name']) ?? '',
    namespace: textAt(object, ['metadata', 'namespace']) ?? '',
  };
}

/** Whether a selector finds an object under any of its names (kustomize looks through all of them). */
export function selects(
  selector: Selector,
  object: ValueMap,
  identities: readonly Identity[],
): boolean {
  const apiVersion = textAt(object, ['apiVersion']) ?? '';
  const is = selector.patterns ? matches : equals;
  return (
    is(selector.group, groupOf(apiVersion)) &&
    is(selector.version, apiVersion.slice(apiVersion.indexOf('/') + 1)) &&
    is(selector.kind, textAt(object, ['kind']) ?? '') &&
    identities.some(
      ({ name, namespace }) =>
        is(selector.name, name) &&
        (is(selector.namespace, namespace) || is(selector.namespace, namespace || 'default')),
    ) &&
    hasLabels(selector.labels, mapAt(object, ['metadata', 'labels']) ?? {}) &&
    hasLabels(selector.annotations, mapAt(object, ['metadata', 'annotations']) ?? {})
  );
}

/** The object that a merge patch without a target names itself. */
export function selectorOfPatch(patch: ValueMap): Selector {
  const apiVersion = textAt(patch, ['apiVersion']) ?? '';
  return {
    group: groupOf(apiVersion),
    version: '',
    kind: textAt(patch, ['kind']) ?? '',
    ...identityOf(patch),
    labels: '',
    annotations: '',
    patterns: false,
  };
}

/** The `target` of a patch, the `select` of a replacement, the `objref` of a var. */
export function selectorOf(target: ValueMap, patterns: boolean): Selector {
  const text = (key: string): string => textAt(target, [key]) ?? '';
  return {
    group: text('group'),
    version: text('version'),
    kind: text('kind'),
    name: text('name'),
    namespace: text('namespace'),
    labels: text('labelSelector'),
    annotations: text('annotationSelector'),
    patterns,
  };
}

function equals(wanted: string, text: string): boolean {
  return wanted === '' || wanted === text;
}

/** kustomize anchors the regular expressions of a selector. */
function matches(pattern: string, text: string): boolean {
  if (pattern === '') return true;
  // RE2 knows things that this engine does not: whatever it is, it may be meant.
  return fitsForeign(pattern, text) ?? true;
}

/** A label selector as `kubectl -l` takes it: `a=b,c!=d,e in (f,g),!h`. */
export function hasLabels(selector: string, labels: ValueMap): boolean {
  return splitOutside(selector, '(', ')')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .every((part) => holds(part, labels));
}

function holds(part: string, labels: ValueMap): boolean {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part);
  if (set !== null) {
    const values = (set[3] ?? '').split(',').map((value) => value.trim());
    return values.includes(String(labels[set[1] ?? ''] ?? '')) === (set[2] === 'in');
  }
  const pair = /^([^!=\s]+)\s*(!=|==?)\s*(\S*)$/.exec(part);
  if (pair !== null) {
    const [, key = '', operator, value = ''] = pair;
    return (String(labels[key] ?? '') === value) === (operator !== '!=');
  }
  if (part.startsWith('!')) return !Object.hasOwn(labels, part.slice(1).trim());
  return Object.hasOwn(labels, part);
}
