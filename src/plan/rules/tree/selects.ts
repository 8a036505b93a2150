import type { Container, EffectivePod } from '../../../model/pod.js';
import type {
  Namespaces,
  Scaler,
  Selector,
  SelectorExpression,
} from '../../../model/references.js';
import type { PatchReference, ServiceReference, Tree } from '../../../model/tree.js';
import { isMap, listAt, type ValueMap } from '../../../model/value.js';

/** Whether a selector takes an object with these labels. */
export function selects({ labels, expressions }: Selector, own: ValueMap): boolean {
  for (const key of Object.keys(labels))
    if (labelOf(own, key) !== String(labels[key])) return false;
  return expressions.every((expression) => holds(expression, labelOf(own, expression.key)));
}

function holds({ operator, values }: SelectorExpression, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

function labelOf(labels: ValueMap, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? String(labels[key]) : undefined;
}

/** Whether two objects may share a namespace: one that is not stated yet may become any. */
export function mayShare(one: string, other: string): boolean {
  return one === '' || other === '' || one === other;
}

/** Whether something for these namespaces may be for the pod's. */
export function reaches(namespaces: Namespaces, { workload }: EffectivePod): boolean {
  return namespaces === null || namespaces.some((name) => mayShare(name, workload.namespace));
}

/** Half a dozen rules ask for the Services of each pod: they are looked for once. */
const FOUND = new WeakMap<Tree, WeakMap<EffectivePod, readonly ServiceReference[]>>();

/** The Services of the tree that send traffic to a pod; one without a selector sends to none. */
export function servicesOf(pod: EffectivePod, tree: Tree): readonly ServiceReference[] {
  const ofTree = FOUND.get(tree) ?? new WeakMap<EffectivePod, readonly ServiceReference[]>();
  FOUND.set(tree, ofTree);
  const known = ofTree.get(pod);
  if (known !== undefined) return known;
  const found = tree.services.filter(
    ({ selector, namespace }) =>
      Object.keys(selector).length > 0 &&
      mayShare(namespace, pod.workload.namespace) &&
      selects({ labels: selector, expressions: [] }, pod.podLabels),
  );
  ofTree.set(pod, found);
  return found;
}

export function portsOf(container: Container): readonly ValueMap[] {
  return listAt(container.value, ['ports']).filter(isMap);
}

/** The port of a container that a Service or a policy means, by name or by number. */
export function portNamed(container: Container, port: string | number): ValueMap | undefined {
  return portsOf(container).find(
    ({ name, containerPort }) => name === port || containerPort === port,
  );
}

/** The number to write for a named port, as a person reads it. */
export function numberOf(port: ValueMap): string {
  return String(port.containerPort ?? 'its number');
}

/** Whether a scaler is for a workload, by the names as they are written: kustomize changes both alike. */
export function scales(scaler: Scaler, { workload }: EffectivePod): boolean {
  return (
    scaler.targetKind === workload.kind &&
    scaler.targetName !== '' &&
    scaler.targetName === workload.name &&
    mayShare(scaler.namespace, workload.namespace)
  );
}

/**
 * Whether a patch may be for a workload. A kustomization may put a prefix before a name or a suffix
 * behind it, so one name within the other is close enough to hold a move back.
 */
export function targets(
  { target }: Pick<PatchReference, 'target'>,
  { workload }: EffectivePod,
): boolean {
  if (target.patterns)
    return matches(target.kind, workload.kind) && matches(target.name, workload.name);
  if (target.kind !== '' && target.kind !== workload.kind) return false;
  return (
    target.name === '' || target.name.includes(workload.name) || workload.name.includes(target.name)
  );
}

/** kustomize anchors the regular expressions of a selector. */
function matches(pattern: string, text: string): boolean {
  if (pattern === '') return true;
  try {
    return (
      new RegExp(`^(?:${pattern})$`).test(text) || text.includes(pattern) || pattern.includes(text)
    );
  } catch {
    return true;
  }
}
