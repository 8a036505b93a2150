import { type Container, isNative } from '../model/container.js';
import type { LifeLines } from '../model/plan.js';
import { hasUnseenApp, type Pod } from '../model/pod.js';
import { live } from '../pod/life/live.js';
import type { Life } from '../pod/life/model.js';
import { livingPod } from '../pod/life/of-pod.js';
import { lifeLine } from '../pod/life/words.js';

export interface Lives {
  /** What the pod cannot do any more, as clauses: it hangs at its start, or never completes. */
  readonly broken: readonly string[];
  readonly lines: LifeLines | null;
}

/** Names of containers: what is there for others, and what nothing in the source says that it ends. */
export interface Roles {
  readonly helpers: ReadonlySet<string>;
  readonly runOn: ReadonlySet<string>;
}

/** Both sides led from their start to their end by the simulator, which knows no rule. */
export function livesOf(before: Pod, after: Pod, { helpers, runOn }: Roles): Lives {
  if (hasUnseenApp(before) || hasUnseenApp(after)) return { broken: [], lines: null };
  const [was, is] = [before, after].map((pod) => livingPod(pod, among(pod, helpers)));
  if (was === undefined || is === undefined) return { broken: [], lines: null };
  const lines = [
    lifeLine(before, was, runOn),
    blockedStart(before, after) ?? lifeLine(after, is, runOn),
  ];
  const [first = null, second = null] = lines;
  return {
    broken: brokenBy(live(was), live(is)),
    lines: first === null || second === null ? null : { before: first, after: second },
  };
}

/** An ordinary init container has to end first, and what was made to run beside others seldom does. */
function blockedStart(before: Pod, after: Pod): string | null {
  const half = after.initContainers.find(
    (init) => !isNative(init) && before.containers.some(({ name }) => name === init.name),
  );
  return half === undefined ? null : `nothing else starts before ${half.name} has ended`;
}

function among(pod: Pod, names: ReadonlySet<string>): ReadonlySet<Container> {
  return new Set(pod.containers.filter(({ name }) => names.has(name)));
}

/** Only what surely is worse: the rest is what rules warn of. */
function brokenBy(before: Life, after: Life): readonly string[] {
  const stuck =
    before.stuck.length > 0
      ? []
      : after.stuck.map(({ name, without }) => `${name} waits for ${without} forever`);
  const kept =
    before.keptBy?.length === 0
      ? (after.keptBy ?? []).map((name) => `${name} keeps the pod from completing`)
      : [];
  return [...stuck, ...kept];
}
