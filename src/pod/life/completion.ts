import type { Living, LivingPod } from './model.js';

export interface Completion {
  readonly keptBy: readonly string[] | null;
  readonly loops: readonly string[];
  readonly done: readonly string[];
  readonly cut: readonly string[];
}

/**
 * How a pod comes to its end by itself. Once every application has ended the sidecars are told to
 * stop; before that a sidecar that ends is started again, whatever the policy of its pod (KEP-753).
 */
export function complete(pod: LivingPod, early: ReadonlySet<string>): Completion {
  const sidecars = pod.inits.filter(({ kind }) => kind === 'sidecar');
  const endless = pod.restartPolicy === 'Always';
  const ended = endless ? new Set<string>() : endedAmong(pod.apps, sidecars);
  const running = pod.apps.filter(({ name }) => !ended.has(name));
  const isOver = !endless && running.length === 0;
  const loops = [
    ...sidecars.filter((each) => endsTooSoon(each, ended, isOver) || early.has(each.name)),
    ...pod.apps.filter(
      ({ name, ending }) => early.has(name) || (endless && ending.kind === 'by-itself'),
    ),
  ].map(({ name }) => name);
  return {
    keptBy: endless ? null : running.map(({ name }) => name),
    loops: [...new Set(loops)],
    done: pod.apps
      .filter(({ name, lastWork, turns }) => turns || (lastWork && ended.has(name)))
      .map(({ name }) => name),
    // It is told to stop at the moment in which its last work would begin.
    cut: isOver
      ? sidecars.filter(({ lastWork, turns }) => lastWork || turns).map(({ name }) => name)
      : [],
  };
}

/** Which of the applications come to their end, by themselves or after others. */
function endedAmong(apps: readonly Living[], sidecars: readonly Living[]): ReadonlySet<string> {
  const ended = new Set<string>();
  const all = [...apps, ...sidecars];
  for (let grown = true; grown; ) {
    grown = false;
    for (const { name, ending } of all) {
      if (ended.has(name)) continue;
      const over =
        ending.kind === 'by-itself' ||
        ((ending.kind === 'after' || ending.kind === 'without') &&
          ending.others.length > 0 &&
          ending.others.every((other) => ended.has(other)));
      if (!over) continue;
      ended.add(name);
      grown = true;
    }
  }
  return ended;
}

/** Whether a sidecar ends while the pod still needs it: then it is started again, and ends again. */
function endsTooSoon({ ending }: Living, ended: ReadonlySet<string>, isOver: boolean): boolean {
  switch (ending.kind) {
    case 'never':
      return false;
    case 'by-itself':
      return true;
    case 'after':
    case 'without':
      return !isOver && ending.others.every((other) => ended.has(other));
  }
}
