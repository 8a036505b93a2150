import type { ScrapedPort } from '../../model/references.js';
import type { Hit, Subject } from '../../model/rule.js';
import { isMap, textAt } from '../../model/value.js';
import { informs, rule, warns } from '../define.js';
import { at } from './at.js';
import { mayShare, selects } from './selector.js';
import { numberOf, portNamed, portsOf, reaches, servicesOf } from './selects.js';

/** What Prometheus finds of a pod depends on the role by which it looks. */
export const monitor = rule({
  code: 'SM508',
  title: 'metrics scraped from the sidecar',
  sources: [
    'prometheus/prometheus#14927',
    'prometheus/prometheus#14929',
    'prometheus-operator/prometheus-operator pkg/prometheus/promcfg.go',
  ],
  effects: ['warns', 'informs'],
  harm: 'With the role endpoints, Prometheus finds ports of sidecars only since prometheus/prometheus#14929: a ServiceMonitor with targetPort loses its target. A configuration that drops init containers loses the sidecar too. A PodMonitor, or a ServiceMonitor that uses the name of the port of the Service, only informs.',
  seen: 'ServiceMonitors by the Service that they select, PodMonitors by the pod, and relabelings that drop __meta_kubernetes_pod_container_init, in files and in ConfigMaps.',
  fix: 'Use the name of the port of the Service in the ServiceMonitor, or use a PodMonitor; keep init containers that have a port.',
  before: `endpoints:
- targetPort: metrics`,
  after: `endpoints:
- port: prom # of the Service`,
  check: (subject) => {
    const hits = subject.tree.scrapedPorts.flatMap((scraped) =>
      scraped.form === 'pod' ? byPod(scraped, subject) : byService(scraped, subject),
    );
    // That all is well needs no second monitor to say it.
    const fine = hits.find(({ severity }) => severity === 'info');
    return [...hits.filter((hit) => hit.severity !== 'info' || hit === fine), ...dropped(subject)];
  },
});

/** The role pod always lists init containers with their ports. */
function byPod(scraped: ScrapedPort, { pod, container }: Subject): readonly Hit<'warn' | 'info'>[] {
  if (portNamed(container, scraped.port) === undefined) return [];
  if (!reaches(scraped.namespaces, pod) || !selects(scraped.selector, pod.podLabels)) return [];
  return informs(
    `${scraped.owner} still finds port ${scraped.port} of ${container.name}: it looks at pods, including their init containers (${at(scraped.place)})`,
    'nothing to do',
    { related: [scraped.place] },
  );
}

/** The role endpoints matches an address with a container's port, and sees sidecars since #14929 only. */
function byService(
  scraped: ScrapedPort,
  { pod, container, tree }: Subject,
): readonly Hit<'warn' | 'info'>[] {
  const service = servicesOf(pod, tree).find(
    (each) =>
      selects(scraped.selector, each.labels) &&
      (scraped.namespaces === null ||
        scraped.namespaces.some((name) => mayShare(name, each.namespace))),
  );
  const target =
    scraped.field === 'targetPort'
      ? scraped.port
      : service?.ports.find(({ name }) => name === scraped.port)?.targetPort;
  const port = target === undefined ? undefined : portNamed(container, target);
  if (service === undefined || port === undefined) return [];
  const { owner, place } = scraped;
  const related = [place, service.place];
  if (scraped.field === 'port')
    return informs(
      `${owner} scrapes ${container.name} through Service ${service.name}: the target stays for as long as the Service finds it, but Prometheus before #14929 leaves out its label container (${at(place)})`,
      'nothing to do',
      { related },
    );
  return warns(
    `${owner} scrapes ${container.name} by targetPort: ${scraped.port}, and Prometheus before #14929 finds no sidecar by it: the target is lost (${at(place)})`,
    `use the name of the port of the Service there (port: ${nameFor(service.ports, target, port.name)}), or scrape port ${numberOf(port)} with a PodMonitor`,
    { related },
  );
}

function nameFor(
  ports: readonly { readonly name: string; readonly targetPort: string | number }[],
  target: string | number | undefined,
  own: unknown,
): string {
  const same = ports.find(({ targetPort }) => targetPort === target || targetPort === own);
  return same === undefined || same.name === '' ? '<name>' : same.name;
}

/**
 * A configuration that drops init containers loses a pod that is scraped by annotation. With
 * prometheus.io/port the address of any container's target is rewritten: an application is enough.
 */
function dropped({ pod, container, tree }: Subject): readonly Hit<'warn' | 'info'>[] {
  if (pod.podAnnotations['prometheus.io/port'] !== undefined) return [];
  const byAnnotation = textAt(pod.podAnnotations, ['prometheus.io/scrape']) === 'true';
  const port = portsOf(container).find(
    (own) => isMap(own) && (byAnnotation || /metric|prom/.test(String(own.name ?? ''))),
  );
  const first = tree.droppedInits[0];
  if (port === undefined || first === undefined) return [];
  return warns(
    `a scrape configuration drops init containers: port ${String(port.name ?? numberOf(port))} of ${container.name} will no longer be a target (${at(first.place)})`,
    'keep those with the label __meta_kubernetes_pod_container_init that have a port',
    { related: [first.place] },
  );
}
