import type { Change, Plan } from '../model/plan.js';
import type { EffectivePod } from '../model/pod.js';
import { isNative } from '../model/pod.js';
import { type Settings, settingsAt } from '../model/settings.js';
import type { Tree } from '../model/tree.js';
import { decidePod } from './decide-pod.js';
import { holdsStripped } from './rules/native/index.js';

/** Decides every pod that is worth counting; pure, and the same for the same values. */
export function decide(pods: readonly EffectivePod[], settings: Settings, tree: Tree): Plan {
  const decisions = pods
    .filter((pod) => counts(pod) && wanted(pod, settings))
    .map((pod) => decidePod(pod, settingsAt(settings, pod.place.path), tree));
  const changes = decisions.flatMap((decision): Change[] =>
    decision.change === null ? [] : [decision.change],
  );
  return { decisions, changes };
}

/** Two or more containers that run side by side, native sidecars and those that should be among them. */
export function counts(pod: EffectivePod): boolean {
  const beside = pod.containers.length + pod.initContainers.filter(isNative).length;
  return beside >= 2 || holdsStripped(pod);
}

export function wanted(pod: EffectivePod, settings: Settings): boolean {
  return settings.kinds.length === 0 || settings.kinds.includes(pod.workload.kind.toLowerCase());
}
