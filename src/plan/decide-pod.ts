import { classify } from '../classify/classify.js';
import type { Finding } from '../model/finding.js';
import { isBlock, isOpen } from '../model/finding.js';
import type { ContainerDecision, ContainerState, PodDecision, PodState } from '../model/plan.js';
import type { Container, EffectivePod } from '../model/pod.js';
import { appsBeside, isNative } from '../model/pod.js';
import type { Role } from '../model/role.js';
import type { Settings } from '../model/settings.js';
import type { Tree } from '../model/tree.js';
import { changeOf } from './change.js';
import { requestDeltas } from './effective.js';
import { findingsOf } from './findings.js';
import { gainOf } from './gain.js';
import { RULES } from './rules/index.js';
import { rulesOfInit } from './rules/native/index.js';
import { podVerdict } from './rules/pod.js';
import { assessLikely, type Settled, type SettleRequest, settle } from './settle.js';
import { unlocks } from './unlock.js';
import { keptBecause, wordsFor } from './words.js';

/** What becomes of one pod: every container's role, state and findings, and the change, if any. */
export function decidePod(pod: EffectivePod, settings: Settings, tree: Tree): PodDecision {
  const roles = classify(pod, settings);
  const kept = keptBecause(pod, settings);
  if (kept !== null) return untouched(pod, roles, kept.reason, kept.next);

  const sure = pod.containers.filter((_, i) => roles[i]?.verdict === 'sure');
  const likely = pod.containers.filter((_, i) => roles[i]?.verdict === 'likely');
  const verdict = podVerdict(pod, settings, tree);
  const request: SettleRequest = { pod, sidecars: sure, rules: RULES, settings, tree };
  if (verdict.severity === 'leave') {
    const left = untouched(pod, roles, `${verdict.message} (${verdict.code})`, verdict.remedy);
    return { ...left, containers: left.containers.map((entry) => observed(request, entry)) };
  }

  const settled = settle(request);
  const change = changeOf(pod, settled, settings);
  const without = movingWithout(request, settled);
  const containers = pod.containers.map((container, i): ContainerDecision => {
    const role = roles[i] ?? null;
    const isLikely = likely.includes(container);
    if (!isLikely && !sure.includes(container)) return staying(container, role, 'app');
    const findings = isLikely
      ? assessLikely(request, settled.moving, container)
      : (settled.findings.get(container) ?? []);
    // With it gone no application would be left: then it is the application.
    if (isLikely && findings.some(({ code }) => code === 'SM101'))
      return staying(container, role, 'app');
    const state = isLikely && !findings.some(isBlock) ? 'review' : stateOf(findings);
    return {
      container,
      state,
      role,
      safety: safetyOf(state, isLikely, findings),
      before: settled.before.get(container) ?? null,
      findings,
      unlockedBy: unlocks({
        container,
        state,
        isLikely,
        findings,
        movesWithout: without.includes(container),
      }),
      gain: gainOf(pod, container, findings),
    };
  });
  const all = [...containers, ...initDecisions(request, settled.moving)];
  const state = podState(all);
  const resources = requestDeltas(pod, settled.moving, settled.before);
  return {
    pod,
    state,
    ...wordsFor(pod, state, all),
    containers: all,
    findings: [],
    resources,
    change,
  };
}

/** Who would move if the workarounds of the pod went with the move. */
function movingWithout(request: SettleRequest, { findings }: Settled): readonly Container[] {
  const { settings } = request;
  const codes = [...findings.values()].flat().map(({ code }) => code);
  if (settings.removeWorkarounds || !codes.some((code) => /^SM(?:9|30)/.test(code))) return [];
  return settle({ ...request, settings: { ...settings, removeWorkarounds: true } }).moving;
}

/** The same decision once a transform could not write its change. */
export function refuseChange(decision: PodDecision, finding: Finding): PodDecision {
  const containers = decision.containers.map((entry): ContainerDecision => {
    if (entry.state !== 'moved') return entry;
    const findings = [...entry.findings, finding];
    return { ...entry, state: 'refused', safety: 'refused', findings, unlockedBy: [] };
  });
  const state = podState(containers);
  const words = wordsFor(decision.pod, state, containers);
  return { ...decision, state, ...words, containers, resources: [], change: null };
}

/** What the rules would say of a sidecar whose kind keeps it where it is: a reader still wants it. */
function observed(request: SettleRequest, entry: ContainerDecision): ContainerDecision {
  if (!request.sidecars.includes(entry.container)) return entry;
  return { ...entry, findings: assessLikely(request, request.sidecars, entry.container) };
}

function untouched(
  pod: EffectivePod,
  roles: readonly Role[],
  reason: string,
  next: string,
): PodDecision {
  const containers = [
    ...pod.containers.map((container, i) => staying(container, roles[i] ?? null, 'app')),
    ...pod.initContainers.map((c) => staying(c, null, isNative(c) ? 'native' : 'init')),
  ];
  return {
    pod,
    state: 'kept',
    reason,
    next,
    containers,
    findings: [],
    resources: [],
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
    const findings = findingsOf(subject, rulesOfInit(container));
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
  if (findings.some(isBlock)) return 'refused';
  return findings.some(isOpen) ? 'review' : 'moved';
}

/** Safe is a fact about the source; that a warning was accepted does not make it one. */
function safetyOf(
  state: ContainerState,
  isLikely: boolean,
  findings: readonly Finding[],
): ContainerDecision['safety'] {
  if (state === 'refused') return 'refused';
  return isLikely || findings.some((finding) => finding.severity === 'warn') ? 'review' : 'safe';
}

function podState(containers: readonly ContainerDecision[]): PodState {
  for (const state of ['moved', 'review', 'refused', 'native'] as const)
    if (containers.some((entry) => entry.state === state)) return state;
  return 'kept';
}
