import { push } from '../../model/groups.js';
import { nodeId } from '../../model/node.js';
import { isCrowded, type Pod } from '../../model/pod.js';
import type { ValuesRule } from '../../model/values.js';
import { classify } from '../../pod/classify/classify.js';
import { areNative } from '../charts/switches.js';
import { type ReleasesRequest, Releasing } from './releasing.js';
import { withRule } from './with-rule.js';

/**
 * Says of containers in Helm values what their charts make of them, and which other values their
 * releases have. The tree is read again only where one of them may be a sidecar: for repositories of
 * charts, other values, patches.
 */
export function releases(request: ReleasesRequest): readonly Pod[] {
  const { pods, settings } = request;
  const isAsked = (pod: Pod): boolean =>
    !isCrowded(pod) && classify(pod, settings).some(({ verdict }) => verdict !== 'app');
  const asked = new Set(pods.filter(isAsked));
  if (asked.size === 0) return pods.filter((pod) => !isSuspected(pod) && isSaid(pod));
  const releasing = new Releasing(request);
  const known = pods.filter((pod) => !isSuspected(pod) || releasing.isUsed(pod));
  // A layer says a part of a sidecar that another layer makes one.
  for (const pod of known) if (asked.has(pod)) releasing.decide(pod);
  const resolved = known.map((pod) => releasing.decided(pod)).filter(isSaid);
  const targets = targetsOf(resolved);
  return resolved.map((pod) => withOwnTarget(pod, targets));
}

/**
 * What looks like a switch of one chart is nothing in the values of another; what its own chart has
 * for settings is nothing, either; and where a chart makes a list native by itself, it is done.
 */
function isSaid({ values }: Pod): boolean {
  if (values === undefined) return true;
  if (values.rule.ok) return !areNative(values);
  // Names and images alone make no containers.
  if (values.otherKey === true && values.rule.followed !== true) return false;
  return values.switched == null && values.rule.none !== true;
}

/** Something that is values only if a release says so. */
function isSuspected({ values }: Pod): boolean {
  return values?.release.suspected === true;
}

/** Pods by the list that their sidecars would go to. */
function targetsOf(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const targets = new Map<string, Pod[]>();
  for (const pod of pods) {
    const target = targetOf(pod);
    if (target !== null) push(targets, target, pod);
  }
  return targets;
}

/** Two lists whose sidecars would go into one: nobody writes it twice at once. */
function withOwnTarget(pod: Pod, targets: ReadonlyMap<string, readonly Pod[]>): Pod {
  const { values, keys } = pod;
  if (values?.rule.ok !== true) return pod;
  const other = targets.get(targetOf(pod) ?? '')?.find((each) => each !== pod);
  if (other === undefined) return pod;
  const rule: ValuesRule = {
    ok: false,
    message: `${values.path.join('.')} and ${other.keys.containers} would go into one ${keys.init}`,
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
