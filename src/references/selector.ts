import type { Namespaces, Selector } from '../model/references.js';
import { isMap, listAt, mapAt, textAt, type Value, type ValueMap } from '../model/value.js';

export const EVERYTHING: Selector = { labels: {}, expressions: [] };

/** What no object can match: a selector that is no map. */
const NOTHING: Selector = {
  labels: {},
  expressions: [{ key: '', operator: 'Exists', values: [] }],
};

/** A `labelSelector`; an absent one takes everything, as the API server reads it. */
export function selectorOf(value: Value | undefined): Selector {
  if (value === undefined || value === null) return EVERYTHING;
  if (!isMap(value)) return NOTHING;
  const labels = value.matchLabels ?? {};
  if (!isMap(labels)) return NOTHING;
  return {
    labels,
    expressions: listAt(value, ['matchExpressions']).map((entry) => ({
      key: textAt(entry, ['key']) ?? '',
      operator: textAt(entry, ['operator']) ?? '',
      values: listAt(entry, ['values']).map(String),
    })),
  };
}

/** Cilium writes where a label comes from in front of it: `k8s:app`. */
export function ciliumSelectorOf(value: Value | undefined): Selector {
  const selector = selectorOf(value);
  return {
    labels: Object.fromEntries(
      Object.entries(selector.labels).map(([key, own]) => [withoutSource(key), own]),
    ),
    expressions: selector.expressions.map((entry) => ({
      ...entry,
      key: withoutSource(entry.key),
    })),
  };
}

function withoutSource(key: string): string {
  return key.replace(/^(?:k8s|any)[:.]/, '');
}

/** The namespaces of an object that is for its own; a missing one is decided later. */
export function ownNamespace(namespace: string): Namespaces {
  return namespace === '' ? null : [namespace];
}

/** `namespaceSelector` of a monitor: all, some by name, or its own. */
export function monitoredNamespaces(spec: ValueMap | undefined, own: string): Namespaces {
  const selector = mapAt(spec, ['namespaceSelector']);
  if (selector?.any === true) return null;
  const names = listAt(selector, ['matchNames']).map(String);
  return names.length > 0 ? names : ownNamespace(own);
}
