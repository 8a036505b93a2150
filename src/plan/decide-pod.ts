import {
  assessInFamily,
  deltasIn,
  type Family,
  type FamilyRequest,
  settleFamily,
} from '../kustomize/rewrite/family.js';
import type { Followers, Obstacle } from '../kustomize/rewrite/follow.js';
import { treeFor } from '../kustomize/rewrite/views.js';
import type { Container } from '../model/container.js';
import { isNative } from '../model/container.js';
import type { Finding } from '../model/finding.js';
import { isBlock, isOpen } from '../model/finding.js';
import type { ContainerDecision, ContainerState, PodDecision, PodState } from '../model/plan.js';
import type { Pod } from '../model/pod.js';
import { appsBeside, isCrowded } from '../model/pod.js';
import type { Role } from '../model/role.js';
import type { Settings } from '../model/settings.js';
import type { Tree } from '../model/tree.js';
import { lifeLines } from '../pod/life/words.js';
import { RULES, rulesOfInit } from '../rules/index.js';
import { podVerdict } from '../rules/kinds/pod-verdict.js';
import { namedPorts, portOperations } from '../rules/references/port-names.js';
import { changeOf } from './change.js';
import { findingsOf } from './findings.js';
import { gainOf } from './gain.js';
import type { Settled, SettleRequest } from './settle.js';
import { unlocks } from './unlock.js';
import { keptBecause, nativeInBaseNote, wordsFor } from './words.js';

export interface DecidePodRequest {
  readonly family: Family;
  readonly settings: Settings;
  readonly tree: Tree;
  /** What other workloads that share a patch say against moves. */
  readonly obstacles: readonly Obstacle[];
}

export interface DecidedPod {
  readonly decision: PodDecision;
  /** What has to change beside the pod, by the id of what is written there. */
  readonly followers: Followers;
  /** Pods with the same one are one change. */
  readonly bond?: string;
}

const NO_FOLLOWERS: Followers = new Map();

/** What becomes of one pod: every container's role, state and findings, and the change, if any. */
export function decidePod({ family, settings, tree, obstacles }: DecidePodRequest): DecidedPod {
  const { pod, roles } = family;
  const kept = keptBecause(pod, settings);
  if (kept !== null) {
    const decision = untouched(family, kept.reason, kept.next);
    // Nobody has asked for this one to stay: it is said.
    const state = isCrowded(pod) ? 'blocked' : decision.state;
    return { decision: { ...decision, state }, followers: NO_FOLLOWERS };
  }

  const sure = family.containers.filter((_, i) => roles[i]?.verdict === 'sure');
  const likely = family.containers.filter((_, i) => roles[i]?.verdict === 'likely');
  const verdict = podVerdict(pod, settings, tree);
  const request: FamilyRequest = {
    family,
    sidecars: sure,
    rules: RULES,
    settings,
    tree,
    obstacles,
  };
  if (verdict.severity === 'leave') {
    const left = untouched(family, `${verdict.message} (${verdict.code})`, verdict.remedy);
    const seen = left.containers.map((entry) => observed(request, entry));
    return { decision: { ...left, containers: seen }, followers: NO_FOLLOWERS };
  }

  const settled = settleFamily(request);
  const containers = decidedContainers(request, settled, likely);
  const all = [...containers, ...initDecisions({ ...request, pod }, settled.moving)];
  const nativeInBase = [...settled.nativeInBase];
  const state = podState(all, nativeInBase.length > 0);
  const words = wordsFor(pod, state, all);
  const decision: PodDecision = {
    pod,
    state,
    ...words,
    ...(settled.moving.length === 0 && nativeInBase.length > 0
      ? nativeInBaseNote(nativeInBase)
      : {}),
    containers: all,
    findings: [],
    resources: deltasIn(family, settled),
    life: lifeOf(pod, settled, containers),
    change: changeOf(pod, settled, settings),
  };
  return {
    decision,
    followers: new Map([...settled.followers, ...servicesFollow(request, settled)]),
  };
}

/** What becomes of each container of the application, once it is settled which of them move. */
function decidedContainers(
  request: FamilyRequest,
  settled: Settled,
  likely: readonly Container[],
): readonly ContainerDecision[] {
  const { family, sidecars: sure } = request;
  const without = movingWithout(request, settled);
  return family.containers.map((container, i) => {
    const role = family.roles[i] ?? null;
    const isLikely = likely.includes(container);
    if (!isLikely && !sure.includes(container)) return staying(container, role, 'app');
    const findings = isLikely
      ? assessInFamily(request, settled.moving, container)
      : (settled.findings.get(container) ?? []);
    // With it gone no application would be left: then it is the application.
    if (isLikely && findings.some(({ code }) => code === 'SM101'))
      return staying(container, role, 'app');
    const state = isLikely && !findings.some(isBlock) ? 'review' : stateOf(findings);
    const movesWithout = without.includes(container);
    return {
      container,
      state,
      role,
      safety: safetyOf(state, isLikely, findings),
      before: settled.before.get(container) ?? null,
      findings,
      unlockedBy: unlocks({ container, state, isLikely, findings, movesWithout }),
      gain: state === 'blocked' ? null : gainOf(family.pod, container, findings),
    };
  });
}

/** The life of a pod of which something moves, told of what stands in its own file. */
function lifeOf(
  pod: Pod,
  { moving, before }: Settled,
  containers: readonly ContainerDecision[],
): PodDecision['life'] {
  const order = moving.filter((container) => pod.containers.includes(container));
  if (order.length === 0) return null;
  const those = (holds: (entry: ContainerDecision) => boolean): ReadonlySet<Container> =>
    new Set(containers.filter(holds).map(({ container }) => container));
  return lifeLines(pod, {
    order,
    before,
    helpers: those(({ state }) => state !== 'app'),
    runOn: those(({ gain }) => gain?.kind === 'completes'),
  });
}

/** Services that find a sidecar by the name of its port get the number, where they must. */
function servicesFollow(
  { family: { pod, views }, settings, tree }: FamilyRequest,
  { moving }: Settled,
): Followers {
  const names = new Set(moving.map(({ name }) => name));
  const pods = views.length > 0 ? views : [pod];
  return portOperations(
    pods.flatMap((each) => {
      const own = each.containers.filter(({ name }) => names.has(name));
      const apps = appsBeside(each, own);
      return own.flatMap((container) => {
        const own = treeFor(each, tree);
        return namedPorts({ pod: each, container, apps, tree: own, settings });
      });
    }),
  );
}

/** Who would move if the workarounds of the pod went with the move. */
function movingWithout(request: FamilyRequest, { findings }: Settled): readonly Container[] {
  const { settings } = request;
  const codes = [...findings.values()].flat().map(({ code }) => code);
  if (settings.removeWorkarounds || !codes.some((code) => /^SM(?:9|30)/.test(code))) return [];
  return settleFamily({ ...request, settings: { ...settings, removeWorkarounds: true } }).moving;
}

/** The same decision once a transform could not write its change. */
export function blockChange(decision: PodDecision, finding: Finding): PodDecision {
  const containers = decision.containers.map((entry): ContainerDecision => {
    if (entry.state !== 'moved') return entry;
    const findings = [...entry.findings, finding];
    return { ...entry, state: 'blocked', safety: 'blocked', findings, unlockedBy: [] };
  });
  return { ...withContainers(decision, containers), resources: [], life: null, change: null };
}

/** The same decision with other containers: state and words follow. */
export function withContainers(
  decision: PodDecision,
  containers: readonly ContainerDecision[],
): PodDecision {
  const state = podState(containers);
  const words = wordsFor(decision.pod, state, containers);
  return { ...decision, state, ...words, containers };
}

/** What the rules would say of a sidecar whose kind keeps it where it is: a reader still wants it. */
function observed(request: FamilyRequest, entry: ContainerDecision): ContainerDecision {
  if (!request.sidecars.includes(entry.container)) return entry;
  return { ...entry, findings: assessInFamily(request, request.sidecars, entry.container) };
}

function untouched(family: Family, reason: string, next: string): PodDecision {
  const { pod, roles } = family;
  const containers = [
    ...family.containers.map((container, i) => staying(container, roles[i] ?? null, 'app')),
    ...pod.initContainers.map((c) => staying(c, null, isNative(c) ? 'native' : 'init')),
  ];
  return {
    pod,
    state: 'unchanged',
    reason,
    next,
    containers,
    findings: [],
    resources: [],
    life: null,
    change: null,
  };
}

/** What is native already goes nowhere. */
const NOWHERE: ReadonlyMap<Container, string | null> = new Map();

/** The same rules speak of what is native already, and of what was meant to be. */
function initDecisions(
  { pod, settings, tree }: SettleRequest,
  moving: readonly Container[],
): ContainerDecision[] {
  const apps = appsBeside(pod, moving);
  return pod.initContainers.map((container) => {
    const subject = { pod, container, apps, moving: [container], before: NOWHERE, settings, tree };
    const findings = findingsOf(subject, rulesOfInit(container), settings);
    return { ...staying(container, null, isNative(container) ? 'native' : 'init'), findings };
  });
}

function staying(
  container: Container,
  role: Role | null,
  state: ContainerState,
): ContainerDecision {
  return {
    container,
    state,
    role,
    safety: null,
    before: null,
    findings: [],
    unlockedBy: [],
    gain: null,
  };
}

function stateOf(findings: readonly Finding[]): ContainerState {
  if (findings.some(isBlock)) return 'blocked';
  return findings.some(isOpen) ? 'review' : 'moved';
}

/** Safe is a fact about the source; that a warning was accepted does not make it one. */
function safetyOf(
  state: ContainerState,
  isLikely: boolean,
  findings: readonly Finding[],
): ContainerDecision['safety'] {
  if (state === 'blocked') return 'blocked';
  return isLikely || findings.some((finding) => finding.severity === 'warn') ? 'review' : 'safe';
}

/** Patches that catch up with what is native already are a change, too. */
function podState(containers: readonly ContainerDecision[], catchesUp = false): PodState {
  const has = (state: ContainerState): boolean => containers.some((entry) => entry.state === state);
  if (has('moved') || catchesUp) return has('review') || has('blocked') ? 'partly-moved' : 'moved';
  for (const state of ['review', 'blocked', 'native'] as const) if (has(state)) return state;
  return 'unchanged';
}
