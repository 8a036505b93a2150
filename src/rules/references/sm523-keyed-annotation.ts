import type { Hit, Subject } from '../../model/rule.js';
import { textAt } from '../../model/value.js';
import { informing, rule } from '../define.js';
import { portNamed } from './selects.js';

/** Annotations that carry the container's name in their key: their readers may know `containers` only. */
export const keyedAnnotation = rule({
  code: 'SM523',
  title: 'an annotation with the container name in its key',
  sources: ['DataDog/datadog-agent#8687', 'open-telemetry/opentelemetry-collector-contrib#29713'],
  effects: ['warns', 'informs'],
  harm: 'An agent that reads annotations by container name may look only at regular containers. The Datadog agent stopped looking for checks of init containers. A port of the sidecar in prometheus.io/port only informs.',
  seen: 'Annotations with the name of the sidecar in their key: those of Datadog, Elastic and Fluent Bit, and any whose key ends with the name.',
  fix: 'Check the documentation of the agent for your version, then accept SM523.',
  before: 'ad.datadoghq.com/proxy.checks: "{}"',
  check: (subject) => [...keyed(subject), ...ofPort(subject)],
});

/** An agent that lists the ports of containers only no longer finds a port of the sidecar. */
const ofPort = informing(({ pod, container }) => {
  const port = textAt(pod.podAnnotations, ['prometheus.io/port']) ?? '';
  return port !== '' && portNamed(container, Number(port)) !== undefined
    ? `prometheus.io/port is port ${port} of ${container.name}: Prometheus still finds it, but agents that list only the ports of regular containers do not`
    : null;
});

function keyed({ pod, container: { name } }: Subject): readonly Hit<'warn'>[] {
  if (name === '') return [];
  const keys = Object.keys(pod.podAnnotations).filter((key) => isKeyed(key, name));
  const checks = keys.find((key) => DATADOG_CHECKS.test(key));
  const other = keys.find((key) => key !== checks);
  return [
    ...(checks === undefined ? [] : [ofDatadog(checks, name)]),
    ...(other === undefined ? [] : [ofAny(other, name)]),
  ];
}

const DATADOG_CHECKS = /^ad\.datadoghq\.com\/.*\.(?:checks|check_names|init_configs|instances)$/;

function ofDatadog(key: string, name: string): Hit<'warn'> {
  return {
    severity: 'warn',
    message: `the annotation ${key} configures a check for ${name}, and the Datadog agent stopped looking for checks of init containers (DataDog/datadog-agent#8687): the check no longer runs`,
    remedy: `run the check from the configuration of the agent, or check that your agent finds ${name}, then accept SM523`,
  };
}

function ofAny(key: string, name: string): Hit<'warn'> {
  return {
    severity: 'warn',
    message: `the annotation ${key} is for ${name}; whether the agent that reads it looks at init containers is not known`,
    remedy: 'check the documentation of the agent that reads it, then accept SM523',
  };
}

/** Readers whose keys go on behind the name of the container. */
const READERS = /^(?:ad\.datadoghq\.com|co\.elastic\.|fluentbit\.io|logging\.)/;

/** The API server's own keys, kubectl's, and Velero's, which SM522 is about. */
const OTHERS =
  /^(?:container\.(?:apparmor|seccomp)\.|(?:[\w-]+\.)*(?:kubernetes|k8s|velero)\.io\/)/;

function isKeyed(annotation: string, name: string): boolean {
  if (OTHERS.test(annotation)) return false;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const end = READERS.test(annotation) ? '(?:[./_-]|$)' : '$';
  return new RegExp(`[./_-]${escaped}${end}`).test(annotation);
}
