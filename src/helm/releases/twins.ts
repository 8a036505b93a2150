import { nodeId } from '../../model/node.js';
import type { Pod } from '../../model/pod.js';
import type { ValuesRule } from '../../model/values.js';
import { withRule } from './with-rule.js';

/** Pods by the list that their sidecars would go to. */
export function targetsOf(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const targets = new Map<string, Pod[]>();
  for (const pod of pods) {
    const target = targetOf(pod);
    if (target !== null) targets.set(target, [...(targets.get(target) ?? []), pod]);
  }
  return targets;
}

/** Two lists whose sidecars would go into one: nobody writes it twice at once. */
export function withoutTwins(pod: Pod, targets: ReadonlyMap<string, readonly Pod[]>): Pod {
  const { values, keys } = pod;
  if (values?.rule.ok !== true) return pod;
  const twin = targets.get(targetOf(pod) ?? '')?.find((other) => other !== pod);
  if (twin === undefined) return pod;
  const rule: ValuesRule = {
    ok: false,
    message: `${values.path.join('.')} and ${twin.keys.containers} would go into one ${keys.init}`,
    remedy: 'put the containers of both under one of the two keys first',
  };
  return withRule(pod, { ...values, rule }, keys.init);
}

/** Where the sidecars of a list would go; null where nobody knows. */
function targetOf({ path, at, values }: Pod): string | null {
  if (values?.rule.ok !== true || values.rule.to === null) return null;
  const above = at.path.slice(0, at.path.length - values.path.length + 1);
  return nodeId(path, { document: at.document, path: [...above, ...values.rule.to] });
}
