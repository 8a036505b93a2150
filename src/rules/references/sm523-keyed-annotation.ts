import type { Hit, Subject } from '../../model/rule.js';
import { textAt } from '../../model/value.js';
import { informing, rule } from '../define.js';
import { portNamed } from './selects.js';

/** Annotations that carry the container's name in their key: their readers may know `containers` only. */
export const keyedAnnotation = rule({
  code: 'SM523',
  title: 'an annotation keyed by the container',
  sources: ['DataDog/datadog-agent#8687', 'open-telemetry/opentelemetry-collector-contrib#29713'],
  effects: ['warns', 'informs'],
  harm: 'An agent reads annotations by container name, and may know containers only. The Datadog agent stopped looking for checks of init containers. A port of the sidecar in prometheus.io/port only informs.',
  seen: 'Annotations with the name of the sidecar in their key: of Datadog, Elastic and Fluent Bit, and any that ends with it.',
  fix: 'Look it up for your version, then accept SM523.',
  before: 'ad.datadoghq.com/proxy.checks: "{}"',
  check: (subject) => [...keyed(subject), ...ofPort(subject)],
});

/** An agent that lists the ports of containers only no longer finds a port of the sidecar. */
const ofPort = informing(({ pod, container }) => {
  const port = textAt(pod.podAnnotations, ['prometheus.io/port']) ?? '';
  return port !== '' && portNamed(container, Number(port)) !== undefined
    ? `prometheus.io/port is port ${port} of ${container.name}: Prometheus goes on finding it, agents that list the ports of containers only do not`
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
    message: `the annotation ${key} gives a check for ${name}, and the Datadog agent stopped looking for checks of init containers (DataDog/datadog-agent#8687): the check is silent`,
    remedy: `run the check from the agent's own configuration, or see that your agent finds ${name}, then accept SM523`,
  };
}

function ofAny(key: string, name: string): Hit<'warn'> {
  return {
    severity: 'warn',
    message: `the annotation ${key} is meant for ${name}; whether its reader looks at init containers is not known`,
    remedy: 'look it up in the documentation of the agent that reads it, then accept SM523',
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
