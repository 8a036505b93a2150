import { familyOf } from '../../kustomize/rewrite/family.js';
import type { Pod } from '../../model/pod.js';
import { areNative } from '../charts/switches.js';
import { type ReleasesRequest, Releasing } from './releasing.js';
import { targetsOf, withoutTwins } from './twins.js';

/**
 * Says of containers in Helm values what their charts make of them, and which other values their
 * releases have. The tree is read again only where one of them may be a sidecar: for repositories of
 * charts, other values, patches.
 */
export function releases(request: ReleasesRequest): readonly Pod[] {
  const { pods, settings } = request;
  const isAsked = (pod: Pod): boolean =>
    familyOf(pod, settings).roles.some(({ verdict }) => verdict !== 'app');
  const asked = new Set(pods.filter(isAsked));
  if (asked.size === 0) return pods.filter((pod) => !isSuspected(pod) && isSaid(pod));
  const releasing = new Releasing(request);
  const known = pods.filter((pod) => !isSuspected(pod) || releasing.isUsed(pod));
  // A layer says a part of a sidecar that another layer makes one.
  for (const pod of known) if (asked.has(pod)) releasing.decide(pod);
  const resolved = known.map((pod) => releasing.decided(pod)).filter(isSaid);
  const targets = targetsOf(resolved);
  return resolved.map((pod) => withoutTwins(pod, targets));
}

/**
 * What looks like a switch of one chart is nothing in the values of another; what its own chart has
 * for settings is nothing, either; and where a chart makes a list native by itself, it is done.
 */
function isSaid({ values }: Pod): boolean {
  if (values === undefined) return true;
  if (values.rule.ok) return !areNative(values);
  // Names and images alone make no containers.
  if (values.odd === true && values.rule.followed !== true) return false;
  return values.switched == null && values.rule.none !== true;
}

/** Something that is values only if a release says so. */
function isSuspected({ values }: Pod): boolean {
  return values?.release.suspected === true;
}
