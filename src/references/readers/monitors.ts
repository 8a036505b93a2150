import type { ScrapedPort } from '../../model/references.js';
import { isMap, listAt, mapAt, type Value, valueAt } from '../../model/value.js';
import type { ReferenceObject } from '../document.js';
import type { Reader } from '../reader.js';
import { monitoredNamespaces, selectorOf } from '../selector.js';
import { mentions } from '../terms.js';

/** What the Prometheus operator scrapes, by the fields that name ports. */
export const MONITORS: readonly Reader[] = [
  {
    // `port` is the name of a port of the Service, which need not be one of the pod.
    kinds: ['ServiceMonitor'],
    rendered: true,
    matters: (_, { ports }) => ports.size > 0,
    add(tree, object) {
      tree.scrapedPorts.push(...portsOf(object, 'service', 'endpoints'));
    },
  },
  {
    kinds: ['PodMonitor'],
    rendered: true,
    matters: (text, terms) => mentions(text, terms.ports),
    add(tree, object) {
      tree.scrapedPorts.push(...portsOf(object, 'pod', 'podMetricsEndpoints'));
    },
  },
];

function portsOf(
  object: ReferenceObject,
  form: ScrapedPort['form'],
  list: string,
): readonly ScrapedPort[] {
  const spec = mapAt(object.value, ['spec']);
  const shared = {
    form,
    owner: `${object.kind} ${object.name}`,
    namespaces: monitoredNamespaces(spec, object.namespace),
    selector: selectorOf(valueAt(spec, ['selector'])),
  };
  return listAt(spec, [list]).flatMap((endpoint, index) =>
    (['port', 'targetPort'] as const).flatMap((field) => {
      const port = portIn(endpoint, field);
      const place = object.at(['spec', list, index, field]);
      return port === null ? [] : [{ ...shared, field, port, place }];
    }),
  );
}

function portIn(endpoint: Value, field: string): string | number | null {
  const port = isMap(endpoint) ? endpoint[field] : undefined;
  return typeof port === 'string' || typeof port === 'number' ? port : null;
}
