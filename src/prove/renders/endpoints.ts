import { isNative } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import type { Settings } from '../../model/settings.js';
import { isMap, listAt, textAt, type Value, type ValueMap } from '../../model/value.js';
import { podsIn } from './migrated.js';
import { objectOf, plainName } from './objects.js';
import { NAMES_SINCE, selectsPod } from './service.js';

/** One object of a render, before and after the change. */
export interface Documents {
  readonly before: string;
  readonly after: string;
}

/**
 * What a Service of a render finds today by the name of a port, and does not find after the change;
 * null where it is all there. A port by number is always found (kubernetes/endpointslice FindPort).
 */
export function lostEndpoint(documents: readonly Documents[], settings: Settings): string | null {
  const services = documents
    .filter(({ before }) => /^kind: Service$/m.test(before) && before.includes('targetPort'))
    .map(({ before, after }) => ({ before: objectOf(before), after: objectOf(after) }))
    .filter(({ before }) => portsOf(before).some((port) => typeof port.targetPort === 'string'));
  if (services.length === 0) return null;
  const pods = documents
    .filter(({ before }) => /ontainers/.test(before))
    .map(({ before, after }) => ({
      before: podsIn(before, settings),
      after: before === after ? null : podsIn(after, settings),
    }))
    .flatMap(({ before, after }) => before.map((pod, i) => ({ pod, after: after?.[i] ?? pod })));
  for (const service of services)
    for (const { pod, after } of pods.filter((each) => selectsPod(service.before, each.pod)))
      for (const [i, port] of portsOf(service.before).entries()) {
        if (typeof port.targetPort !== 'string') continue;
        const found = find(pod, port, settings);
        const now = find(after, portsOf(service.after)[i] ?? {}, settings);
        if (found !== undefined && found !== now)
          return `Service ${plainName(service.before)} finds ${found} of ${pod.workload.kind} ${pod.workload.name} by the name ${port.targetPort}, and ${now === undefined ? 'nothing' : now} after the move`;
      }
  return null;
}

function portsOf(service: Value): readonly ValueMap[] {
  return listAt(service, ['spec', 'ports']).filter(isMap);
}

/** The number of the port that a Service sends to in a pod. */
function find(pod: Pod, port: ValueMap, { kubeMinor }: Settings): Value | undefined {
  const { targetPort } = port;
  if (typeof targetPort !== 'string') return targetPort ?? port.port;
  const protocol = textAt(port, ['protocol']) ?? 'TCP';
  const natives = kubeMinor >= NAMES_SINCE ? pod.initContainers.filter(isNative) : [];
  return [...pod.containers, ...natives]
    .flatMap(({ value }) => listAt(value, ['ports']))
    .filter(isMap)
    .find((own) => own.name === targetPort && (textAt(own, ['protocol']) ?? 'TCP') === protocol)
    ?.containerPort;
}
