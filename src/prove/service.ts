import type { Settings } from '../model/settings.js';
import { isMap, listAt, mapAt, textAt, type Value } from '../model/value.js';
import type { MovedPod } from './migrated.js';

/** From 1.33 on a name is looked up in sidecars, too (kubernetes/kubernetes#127958). */
const NAMES_SINCE = 33;

/**
 * A Service after the migration. Below 1.33 the name of a port that a moved sidecar serves may have
 * become its number; where the render after the change has one, it must be the right one.
 */
export function migratedService(
  service: Value,
  after: Value,
  pods: readonly MovedPod[],
  { kubeMinor }: Settings,
): Value {
  if (!isMap(service) || service.kind !== 'Service' || kubeMinor >= NAMES_SINCE) return service;
  const spec = mapAt(service, ['spec']);
  const selector = mapAt(spec, ['selector']) ?? {};
  const selected = pods.filter(
    ({ pod }) =>
      pod.workload.namespace === (textAt(service, ['metadata', 'namespace']) ?? '') &&
      Object.keys(selector).length > 0 &&
      Object.entries(selector).every(([key, value]) => pod.podLabels[key] === value),
  );
  if (selected.length === 0) return service;
  const afterPorts = listAt(after, ['spec', 'ports']);
  const ports = listAt(spec, ['ports']).map((port, i) => {
    const other = afterPorts[i];
    if (!isMap(port) || !isMap(other) || typeof other.targetPort !== 'number') return port;
    const numbers = new Set(selected.map((pod) => numberOf(pod, port.targetPort)));
    const [number] = numbers;
    return numbers.size === 1 && number !== undefined ? { ...port, targetPort: number } : port;
  });
  return { ...service, spec: { ...spec, ports } };
}

function numberOf({ pod, moved }: MovedPod, name: Value | undefined): Value | undefined {
  for (const container of pod.containers)
    for (const port of moved.has(container.name) ? listAt(container.value, ['ports']) : [])
      if (isMap(port) && port.name === name) return port.containerPort;
  return undefined;
}
