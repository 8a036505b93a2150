import { rowFor } from '../../manifest/kinds/kinds.js';
import { isMap, listAt, mapAt, textAt, type ValueMap } from '../../model/value.js';
import type { Reader } from '../reader.js';
import { mentions } from '../terms.js';

/** Pods that a Service may select beside those that move: they have to agree on what a name means. */
export const WORKLOADS: readonly Reader[] = [
  {
    kinds: ['DaemonSet', 'Deployment', 'Pod', 'ReplicaSet', 'ReplicationController', 'StatefulSet'],
    rendered: true,
    matters: (text, terms) => mentions(text, terms.labels),
    add(tree, { value, kind, apiVersion, name, namespace, at }) {
      const pod = rowFor(apiVersion, kind, [])?.podPaths[0]?.split('.');
      if (pod === undefined) return;
      tree.portOwners.push({
        kind,
        name,
        namespace,
        labels: mapAt(value, [...pod.slice(0, -1), 'metadata', 'labels']) ?? {},
        ports: portsIn(value, [...pod, 'containers']),
        place: at([...pod, 'containers']),
      });
    },
  },
];

function portsIn(value: ValueMap, path: readonly (string | number)[]): readonly ValueMap[] {
  return listAt(value, path)
    .flatMap((container) => listAt(container, ['ports']))
    .filter(isMap)
    .filter((port) => textAt(port, ['name']) !== undefined);
}
