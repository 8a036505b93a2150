import type { Namespaces, PolicyPort, Selector } from '../../model/references.js';
import { isMap, listAt, type Path, textAt, type Value, valueAt } from '../../model/value.js';
import type { ReferenceObject } from '../document.js';
import type { Reader } from '../reader.js';
import { ciliumSelectorOf, EVERYTHING, ownNamespace, selectorOf } from '../selector.js';
import { mentions } from '../terms.js';

/** Whose ports a rule of a policy is about. */
interface Pods {
  readonly namespaces: Namespaces;
  readonly selector: Selector | null;
}

/** Policies of Kubernetes, Calico and Cilium: each looks a port's name up in pods its own way. */
export const NETWORK_POLICIES: readonly Reader[] = [
  {
    kinds: [
      'NetworkPolicy',
      'GlobalNetworkPolicy',
      'CiliumNetworkPolicy',
      'CiliumClusterwideNetworkPolicy',
    ],
    rendered: true,
    matters: (text, terms) => mentions(text, terms.ports),
    add(tree, object) {
      tree.policyPorts.push(...portsOf(object));
    },
  },
];

function portsOf(object: ReferenceObject): readonly PolicyPort[] {
  if (object.apiVersion.startsWith('cilium.io/')) return ciliumPorts(object);
  if (object.apiVersion.includes('projectcalico.org/')) return calicoPorts(object);
  return kubernetesPorts(object);
}

/** A rule of ingress is about the pods of the policy, one of egress about those it leads to. */
function kubernetesPorts(object: ReferenceObject): readonly PolicyPort[] {
  const { value, namespace } = object;
  const own: Pods = {
    namespaces: ownNamespace(namespace),
    selector: selectorOf(valueAt(value, ['spec', 'podSelector'])),
  };
  return [
    ...rulesAt(object, ['spec', 'ingress']).flatMap(([rule, path]) =>
      namedPorts(object, rule, [...path, 'ports'], own),
    ),
    ...rulesAt(object, ['spec', 'egress']).flatMap(([rule, path]) =>
      peersOf(rule, 'to', namespace).flatMap((pods) =>
        namedPorts(object, rule, [...path, 'ports'], pods),
      ),
    ),
  ];
}

function peersOf(rule: Value, key: string, namespace: string): readonly Pods[] {
  const peers = listAt(rule, [key]).filter(isMap);
  if (peers.length === 0) return [{ namespaces: null, selector: EVERYTHING }];
  return peers
    .filter(({ podSelector, namespaceSelector }) => podSelector ?? namespaceSelector ?? false)
    .map(({ podSelector, namespaceSelector }) => ({
      namespaces: namespaceSelector === undefined ? ownNamespace(namespace) : null,
      selector: selectorOf(podSelector),
    }));
}

function ciliumPorts(object: ReferenceObject): readonly PolicyPort[] {
  const specs: Path[] = [['spec'], ...listAt(object.value, ['specs']).map((_, i) => ['specs', i])];
  const ports = (rule: Value, path: Path, pods: Pods): readonly PolicyPort[] =>
    listAt(rule, ['toPorts']).flatMap((group, i) =>
      namedPorts(object, group, [...path, 'toPorts', i, 'ports'], pods),
    );
  return specs.flatMap((spec) => {
    const own: Pods = {
      namespaces: ownNamespace(object.namespace),
      selector: ciliumSelectorOf(valueAt(object.value, [...spec, 'endpointSelector'])),
    };
    const egress = rulesAt(object, [...spec, 'egress']).flatMap(([rule, path]) => {
      const ends = listAt(rule, ['toEndpoints']);
      const selectors = ends.length === 0 ? [EVERYTHING] : ends.map(ciliumSelectorOf);
      return selectors.flatMap((selector) => ports(rule, path, { namespaces: null, selector }));
    });
    const ingress = rulesAt(object, [...spec, 'ingress']);
    return [...ingress.flatMap(([rule, path]) => ports(rule, path, own)), ...egress];
  });
}

/** Calico's selectors are expressions; only the plainest are read, the others may be any pod. */
function calicoPorts(object: ReferenceObject): readonly PolicyPort[] {
  const own: Pods = {
    namespaces: ownNamespace(object.namespace),
    selector: expression(textAt(object.value, ['spec', 'selector']) ?? 'all()'),
  };
  const ports = (key: string, podsOf: (rule: Value) => Pods): readonly PolicyPort[] =>
    rulesAt(object, ['spec', key]).flatMap(([rule, path]) =>
      namedPorts(
        object,
        valueAt(rule, ['destination']) ?? null,
        [...path, 'destination', 'ports'],
        podsOf(rule),
      ),
    );
  const leadsTo = (rule: Value): Pods => ({
    namespaces: null,
    selector: expression(textAt(rule, ['destination', 'selector']) ?? 'all()'),
  });
  return [...ports('ingress', () => own), ...ports('egress', leadsTo)];
}

const EQUALS = /^\s*([\w./-]+)\s*==\s*["']([^"']*)["']\s*$/;

function expression(text: string): Selector | null {
  if (text.trim() === 'all()' || text.trim() === '') return EVERYTHING;
  const parts = text.split('&&').map((part) => EQUALS.exec(part));
  if (parts.includes(null)) return null;
  return {
    labels: Object.fromEntries(parts.map((part) => [part?.[1] ?? '', part?.[2] ?? ''])),
    expressions: [],
  };
}

function rulesAt({ value }: ReferenceObject, path: Path): readonly (readonly [Value, Path])[] {
  return listAt(value, path).map((rule, index) => [rule, [...path, index]]);
}

/** Ports by name: `{port: metrics}`, or the bare word of Calico. */
function namedPorts(
  object: ReferenceObject,
  holder: Value,
  path: Path,
  pods: Pods,
): readonly PolicyPort[] {
  return listAt(holder, ['ports']).flatMap((entry, index) => {
    const port = isMap(entry) ? entry.port : entry;
    if (typeof port !== 'string' || !/[a-z]/i.test(port)) return [];
    const place = object.at([...path, index, ...(isMap(entry) ? ['port'] : [])]);
    return [{ owner: `${object.kind} ${object.name}`, port, ...pods, place }];
  });
}
