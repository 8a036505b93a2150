import type { Container } from '../model/container.js';
import { type Finding, holdsBack, isBlock } from '../model/finding.js';
import { appsBeside, type Pod } from '../model/pod.js';
import type { Subject } from '../model/rule.js';
import type { Settings } from '../model/settings.js';
import type { Tree } from '../model/tree.js';
import type { Rule } from '../rules/define.js';
import { finding, findingsOf } from './findings.js';
import { place } from './placement.js';
import { removalsOf } from './removals/index.js';
import { operationsFor, pruned } from './removals/prune.js';
import type { Removal } from './removals/removal.js';

/** What the rules and the placement make of the sidecars of one pod. */
export interface Settled {
  /** Those that move, in the order in which they start. */
  readonly moving: readonly Container[];
  readonly findings: ReadonlyMap<Container, readonly Finding[]>;
  /** The init container that each goes before; null: last. */
  readonly before: ReadonlyMap<Container, string | null>;
  /** What goes with the moves. */
  readonly removals: readonly Removal[];
}

export interface SettleRequest {
  readonly pod: Pod;
  /** Containers whose role is sure. */
  readonly sidecars: readonly Container[];
  readonly rules: readonly Rule[];
  readonly settings: Settings;
  readonly tree: Tree;
}

/**
 * Who moves. A sidecar that a rule blocks, or whose warnings are open, stays and counts as App for
 * the others; so the rules are asked again until nobody leaves any more.
 */
export function settle(request: SettleRequest): Settled {
  const findings = new Map<Container, readonly Finding[]>();
  const before = new Map<Container, string | null>();
  let moving = [...request.sidecars];
  let removals: readonly Removal[] = [];
  let order: readonly Container[] = moving;
  // Whoever is left without another one by an open warning may be blocked by that.
  for (const isReason of [isBlock, holdsBack]) {
    let left: boolean;
    do {
      left = false;
      const round = assess(request, moving);
      removals = round.removals;
      order = round.order;
      for (const container of moving) {
        findings.set(container, round.findings.get(container) ?? []);
        before.set(container, round.before.get(container) ?? null);
      }
      const staying = moving.filter((c) => findings.get(c)?.some(isReason) === true);
      if (staying.length > 0) {
        moving = moving.filter((container) => !staying.includes(container));
        left = true;
      }
    } while (left);
  }
  return { moving: order.filter((each) => moving.includes(each)), findings, before, removals };
}

/** What the rules would say of one more container, whose role the user has not settled. */
export function assessLikely(
  request: SettleRequest,
  moving: readonly Container[],
  likely: Container,
): readonly Finding[] {
  const together = request.pod.containers.filter((c) => c === likely || moving.includes(c));
  return assess(request, together).findings.get(likely) ?? [];
}

interface Assessed extends Omit<Settled, 'moving'> {
  readonly order: readonly Container[];
}

function assess(request: SettleRequest, moving: readonly Container[]): Assessed {
  const { settings, tree } = request;
  const removals = removalsOf(request.pod, moving, settings);
  const edits = removals.flatMap((removal) => removal.edits);
  // The rules judge the pod as it will be, without what goes with the moves.
  const { pod, now } = pruned(request.pod, operationsFor(request.pod, edits));
  const after = moving.map(now);
  const apps = appsBeside(pod, after);
  const placed = place(pod, after, settings);
  const findings = new Map<Container, readonly Finding[]>();
  const before = new Map<Container, string | null>();
  for (const original of moving) {
    const container = now(original);
    const subject: Subject = {
      pod,
      container,
      apps,
      moving: placed.order,
      before: placed.before,
      settings,
      tree,
    };
    before.set(original, placed.before.get(container) ?? null);
    const hit = placed.hits.get(container);
    findings.set(original, [
      ...removals.filter(({ sidecar }) => sidecar === original).map(goneWith(settings)),
      ...findingsOf(subject, request.rules, settings),
      ...(hit === undefined ? [] : [finding(hit.code, hit, false, container, settings)]),
    ]);
  }
  const originals = new Map(moving.map((each) => [now(each), each] as const));
  const order = placed.order.map((each) => originals.get(each) ?? each);
  return { order, findings, before, removals };
}

function goneWith(settings: Settings): (removal: Removal) => Finding {
  return ({ code, sidecar, message, remedy }) => {
    const severity = remedy === undefined ? 'info' : 'warn';
    return finding(
      code,
      { severity, message, remedy: remedy ?? 'nothing to do' },
      false,
      sidecar,
      remedy === undefined ? { ...settings, severities: new Map() } : settings,
    );
  };
}
