import type { IngressReference, ServicePort, ServiceReference } from '../../model/tree.js';
import { isMap, listAt, mapAt, textAt, type ValueMap } from '../../model/value.js';
import type { ReferenceDocument } from './document.js';

export function serviceOf(document: ReferenceDocument, object: ValueMap): ServiceReference {
  return {
    name: textAt(object, ['metadata', 'name']) ?? '',
    namespace: textAt(object, ['metadata', 'namespace']) ?? '',
    selector: mapAt(object, ['spec', 'selector']) ?? {},
    annotations: mapAt(object, ['metadata', 'annotations']) ?? {},
    ports: listAt(object, ['spec', 'ports'])
      .filter(isMap)
      .map((port) => portOf(document, port)),
    place: document.placeOf('kind'),
  };
}

function portOf(document: ReferenceDocument, port: ValueMap): ServicePort {
  const number = typeof port.port === 'number' || typeof port.port === 'string' ? port.port : 0;
  const target = port.targetPort;
  const targetPort = typeof target === 'number' || typeof target === 'string' ? target : number;
  return {
    name: textAt(port, ['name']) ?? '',
    port: number,
    targetPort,
    protocol: textAt(port, ['protocol']) ?? 'TCP',
    place: document.placeOf(target === undefined ? `port: ${number}` : `targetPort: ${target}`),
  };
}

export function ingressOf(document: ReferenceDocument, object: ValueMap): IngressReference {
  const paths = listAt(object, ['spec', 'rules']).flatMap((rule) =>
    listAt(rule, ['http', 'paths']),
  );
  const backends = [
    mapAt(object, ['spec', 'backend']),
    mapAt(object, ['spec', 'defaultBackend']),
    ...paths.map((path) => mapAt(path, ['backend'])),
  ];
  return {
    name: textAt(object, ['metadata', 'name']) ?? '',
    namespace: textAt(object, ['metadata', 'namespace']) ?? '',
    className:
      textAt(object, ['spec', 'ingressClassName']) ??
      textAt(object, ['metadata', 'annotations', 'kubernetes.io/ingress.class']) ??
      '',
    services: backends.flatMap((backend) => {
      const name = textAt(backend, ['service', 'name']) ?? textAt(backend, ['serviceName']);
      return name === undefined ? [] : [name];
    }),
    place: document.placeOf('kind'),
  };
}
