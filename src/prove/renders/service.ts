import type { Settings } from '../../model/settings.js';
import { isMap, listAt, mapAt, textAt, type Value } from '../../model/value.js';
import { referenceDocuments } from '../../references/document.js';
import type { MovedPod } from './migrated.js';

/** From 1.33 on a name is looked up in sidecars, too (kubernetes/kubernetes#127958). */
export const NAMES_SINCE = 33;

/** A port of a Service whose name becomes a number in the file that it stands in. */
export interface PortRewrite {
  readonly service: string;
  readonly name: string;
  readonly number: number;
}

/** What a change writes into the Services of one file. */
export function portRewrites(before: string, after: string): readonly PortRewrite[] {
  if (!before.includes('targetPort')) return [];
  const later = referenceDocuments('after', after).map((document) => document.objects());
  return referenceDocuments('before', before).flatMap((document, i) =>
    document.objects().flatMap(({ kind, name, value }, j) => {
      if (kind !== 'Service') return [];
      const ports = listAt(later[i]?.[j]?.value, ['spec', 'ports']);
      return listAt(value, ['spec', 'ports']).flatMap((port, k) => {
        const [own, other] = [port, ports[k]].map((each) =>
          isMap(each) ? each.targetPort : undefined,
        );
        return typeof own === 'string' && typeof other === 'number'
          ? [{ service: name, name: own, number: other }]
          : [];
      });
    }),
  );
}

/**
 * A Service after the migration. Below 1.33 the name of a port that a moved sidecar serves may have
 * become its number; where the render after the change has one, it must be the right one. The file of
 * a Service may be read where none of its pods is: the number comes along.
 */
export function migratedService(
  service: Value,
  after: Value,
  pods: readonly MovedPod[],
  { kubeMinor }: Settings,
  rewrites: readonly PortRewrite[] = [],
): Value {
  if (!isMap(service) || service.kind !== 'Service' || kubeMinor >= NAMES_SINCE) return service;
  const spec = mapAt(service, ['spec']);
  const own = textAt(service, ['metadata', 'name']) ?? '';
  const written = rewrites.filter(({ service: name }) => own.includes(name));
  const selected = pods.filter(({ pod }) => selectsPod(service, pod));
  if (selected.length === 0 && written.length === 0) return service;
  const afterPorts = listAt(after, ['spec', 'ports']);
  const ports = listAt(spec, ['ports']).map((port, i) => {
    const other = afterPorts[i];
    if (!isMap(port) || !isMap(other) || typeof other.targetPort !== 'number') return port;
    const { targetPort } = other;
    const numbers = new Set(selected.map((pod) => numberOf(pod, port.targetPort)));
    const [number] = numbers;
    if (numbers.size === 1 && number !== undefined) return { ...port, targetPort: number };
    const isWritten = written.some(
      (each) => each.name === port.targetPort && each.number === targetPort,
    );
    return isWritten ? { ...port, targetPort } : port;
  });
  return { ...service, spec: { ...spec, ports } };
}

/** Whether a rendered Service finds a rendered pod. */
export function selectsPod(
  service: Value,
  { workload, podLabels }: Pick<MovedPod['pod'], 'workload' | 'podLabels'>,
): boolean {
  const selector = mapAt(service, ['spec', 'selector']) ?? {};
  return (
    workload.namespace === (textAt(service, ['metadata', 'namespace']) ?? '') &&
    Object.keys(selector).length > 0 &&
    Object.entries(selector).every(([key, value]) => podLabels[key] === value)
  );
}

function numberOf({ pod, moved }: MovedPod, name: Value | undefined): Value | undefined {
  for (const container of pod.containers)
    for (const port of moved.has(container.name) ? listAt(container.value, ['ports']) : [])
      if (isMap(port) && port.name === name) return port.containerPort;
  return undefined;
}
