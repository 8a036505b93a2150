import type { Container, EffectivePod } from '../../../model/pod.js';
import type { PatchReference, ServiceReference, Tree } from '../../../model/tree.js';
import { isMap, listAt, type ValueMap } from '../../../model/value.js';

/** The Services of the tree that send traffic to a pod; an unset namespace may be any. */
export function servicesOf(pod: EffectivePod, tree: Tree): readonly ServiceReference[] {
  return tree.services.filter((service) => {
    const pairs = Object.entries(service.selector);
    const { namespace } = pod.workload;
    if (service.namespace !== '' && namespace !== '' && service.namespace !== namespace)
      return false;
    return pairs.length > 0 && pairs.every(([key, value]) => pod.podLabels[key] === value);
  });
}

export function portsOf(container: Container): readonly ValueMap[] {
  return listAt(container.value, ['ports']).filter(isMap);
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
