import { isList, isMap, type Value } from '../../model/value.js';
import { valueIn } from '../../yaml/read.js';
import type { TextReader } from '../reader.js';

const LABEL = '__meta_kubernetes_pod_container_init';

/**
 * Relabellings that drop init containers, wherever they stand: a file of Prometheus, a text in a
 * ConfigMap, values of a chart, a ScrapeConfig or a monitor of the operator.
 */
export const droppedInits: TextReader = {
  matters: ({ text }) => text.includes(LABEL),
  add(tree, document) {
    if (drops(valueIn(document.text), 0))
      tree.droppedInits.push({ place: document.placeOf(LABEL) });
  },
};

/** Texts in texts in texts are nothing that anybody writes. */
const DEPTH = 3;

function drops(value: Value | undefined, depth: number): boolean {
  if (typeof value === 'string')
    return depth < DEPTH && value.includes(`${LABEL}`) && value !== LABEL
      ? drops(valueIn(value), depth + 1)
      : false;
  if (isList(value)) return value.some((item) => drops(item, depth));
  if (!isMap(value)) return false;
  return isDrop(value) || Object.keys(value).some((key) => drops(value[key], depth));
}

/** `action: drop, regex: true`, or `action: keep, regex: false`. */
function isDrop({
  source_labels,
  sourceLabels,
  action,
  regex,
}: {
  readonly [k: string]: Value;
}): boolean {
  const labels = source_labels ?? sourceLabels;
  if (!isList(labels) || labels[0] !== LABEL || labels.length > 1) return false;
  const pattern = String(regex ?? '');
  if (typeof action !== 'string') return false;
  const word = action.toLowerCase();
  return (word === 'drop' && pattern === 'true') || (word === 'keep' && pattern === 'false');
}
