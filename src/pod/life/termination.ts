import type { Lack, Living, LivingPod } from './model.js';

export interface Termination {
  readonly losses: readonly Lack[];
  readonly killed: readonly string[];
}

/** The kubelet gives every container as long, whatever is left of the grace period. */
const FLOOR = 2;

interface End {
  readonly at: number;
  /** When it would have ended if nobody had killed it. */
  readonly wanted: number;
}

/**
 * A pod is deleted: every preStop hook starts at once; an application gets SIGTERM after its own, a
 * sidecar after its own and once every application and every later sidecar has ended, or the grace
 * period is over (kubernetes/kubernetes kuberuntime_termination_order.go).
 */
export function terminate(pod: LivingPod): Termination {
  const ends = new Map<string, End>();
  for (const app of pod.apps) ends.set(app.name, endOf(app, 0, pod.grace));
  let turn = latest(ends);
  for (const sidecar of [...pod.inits].reverse()) {
    if (sidecar.kind !== 'sidecar') continue;
    // A hook that uses up the grace period leaves none to wait in.
    const waits = sidecar.preStop < pod.grace ? turn : 0;
    const end = endOf(sidecar, Math.min(waits, pod.grace), pod.grace);
    ends.set(sidecar.name, end);
    turn = Math.max(turn, end.at);
  }
  const all = [...pod.apps, ...pod.inits.filter(({ kind }) => kind === 'sidecar')];
  const apps = new Set(pod.apps.map(({ name }) => name));
  return {
    losses: all.flatMap((living) => lossesOf(living, ends, apps)),
    killed: all
      .filter(({ name }) => {
        const end = ends.get(name);
        return end !== undefined && end.at < end.wanted;
      })
      .map(({ name }) => name),
  };
}

function endOf({ preStop, quits, drain }: Living, turn: number, grace: number): End {
  if (quits) return { at: 0, wanted: 0 };
  const term = Math.max(Math.min(preStop, grace), turn);
  const deadline = Math.max(grace, term + FLOOR);
  const wanted = term + drain;
  return { at: Math.min(wanted, deadline), wanted };
}

function latest(ends: ReadonlyMap<string, End>): number {
  return Math.max(0, ...[...ends.values()].map(({ at }) => at));
}

/**
 * Whoever works on after somebody that it works with has ended loses it. A sidecar is there for the
 * applications: that it outlives them is what it is for.
 */
function lossesOf(
  { name, kind, works, drain, preStop }: Living,
  ends: ReadonlyMap<string, End>,
  apps: ReadonlySet<string>,
): readonly Lack[] {
  const own = ends.get(name)?.at ?? 0;
  if (drain === 0 && preStop === 0) return [];
  return works
    .filter(
      (other) => (ends.get(other)?.at ?? own) < own && !(kind === 'sidecar' && apps.has(other)),
    )
    .map((without) => ({ name, without }));
}
