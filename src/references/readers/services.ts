import type { Written } from '../../model/kustomize.js';
import type { IngressReference, ServicePort, ServiceReference } from '../../model/tree.js';
import { isMap, listAt, mapAt, textAt, type ValueMap } from '../../model/value.js';
import type { ReferenceObject } from '../document.js';
import type { Reader } from '../reader.js';
import { mentions } from '../terms.js';

/** Classes of Ingress, and what shows one that is not named, whose load balancers look at pods. */
const BALANCED = /gce|alb|gke|gcp|global-static-ip/;

/** What sends traffic to pods. */
export const SERVICES: readonly Reader[] = [
  {
    kinds: ['Service'],
    rendered: true,
    matters: (text, terms) => mentions(text, terms.ports) || mentions(text, terms.labels),
    add(tree, object, { readOnly }) {
      if (object.apiVersion === 'v1')
        tree.services.push(serviceOf(object, readOnly(object.document.path)));
    },
  },
  {
    kinds: ['Ingress'],
    rendered: true,
    matters: (text) => BALANCED.test(text),
    add(tree, object) {
      tree.ingresses.push(ingressOf(object));
    },
  },
  {
    kinds: ['BackendConfig'],
    rendered: true,
    matters: (text) => text.includes('healthCheck'),
    add(tree, { value, names, namespace }) {
      if (mapAt(value, ['spec', 'healthCheck']) !== undefined)
        for (const name of names) tree.healthChecks.add(`${namespace}/${name}`);
    },
  },
  {
    kinds: ['TargetGroupBinding'],
    rendered: true,
    matters: () => true,
    add(tree, { value, name, namespace, at }) {
      if (textAt(value, ['spec', 'targetType']) !== 'ip') return;
      tree.targetGroups.push({
        owner: `TargetGroupBinding ${name}`,
        namespace,
        service: textAt(value, ['spec', 'serviceRef', 'name']) ?? '',
        place: at(['spec', 'serviceRef']),
      });
    },
  },
];

function serviceOf(reference: ReferenceObject, readOnly: string | null): ServiceReference {
  const { value: object, name, names, namespace } = reference;
  return {
    id: reference.id,
    name,
    names,
    namespace,
    selector: mapAt(object, ['spec', 'selector']) ?? {},
    labels: mapAt(object, ['metadata', 'labels']) ?? {},
    annotations: mapAt(object, ['metadata', 'annotations']) ?? {},
    balancerClass: textAt(object, ['spec', 'loadBalancerClass']) ?? '',
    ports: listAt(object, ['spec', 'ports']).flatMap((port, index) => {
      const node = ['spec', 'ports', index, 'targetPort'];
      return isMap(port) ? [portOf(port, () => reference.written(node, readOnly))] : [];
    }),
    place: reference.at(['kind']),
  };
}

function portOf(port: ValueMap, look: () => Written): ServicePort {
  const number = typeof port.port === 'number' || typeof port.port === 'string' ? port.port : 0;
  const target = port.targetPort;
  const targetPort = typeof target === 'number' || typeof target === 'string' ? target : number;
  let written: Written | null = null;
  return {
    name: textAt(port, ['name']) ?? '',
    port: number,
    targetPort,
    protocol: textAt(port, ['protocol']) ?? 'TCP',
    // Most ports are of no interest, and where a rendered one comes from takes a look at all patches.
    get written() {
      written ??= look();
      return written;
    },
    get place() {
      return this.written.place;
    },
  };
}

function ingressOf({ value: object, name, namespace, at }: ReferenceObject): IngressReference {
  const paths = listAt(object, ['spec', 'rules']).flatMap((rule) =>
    listAt(rule, ['http', 'paths']),
  );
  const backends = [
    mapAt(object, ['spec', 'backend']),
    mapAt(object, ['spec', 'defaultBackend']),
    ...paths.map((path) => mapAt(path, ['backend'])),
  ];
  return {
    name,
    namespace,
    className:
      textAt(object, ['spec', 'ingressClassName']) ??
      textAt(object, ['metadata', 'annotations', 'kubernetes.io/ingress.class']) ??
      '',
    services: backends.flatMap((backend) => {
      const service = textAt(backend, ['service', 'name']) ?? textAt(backend, ['serviceName']);
      return service === undefined ? [] : [service];
    }),
    annotations: mapAt(object, ['metadata', 'annotations']) ?? {},
    place: at(['kind']),
  };
}
