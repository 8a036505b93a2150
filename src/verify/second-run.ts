import type { PodDecision } from '../model/plan.js';
import type { EffectivePod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import type { Tree } from '../model/tree.js';
import { decide } from '../plan/decide.js';
import { migrated } from '../plan/renderings/migrated.js';
import { podIn } from '../plan/renderings/views.js';

/** Whether the tool would have something left to do in pods that it has just changed. */
export function changesAgain(
  pods: readonly EffectivePod[],
  settings: Settings,
  tree: Tree,
): boolean {
  return decide(pods, settings, tree).changes.length > 0;
}

/**
 * A workload with everything that kustomizations make of it, as it is once its sidecars have moved:
 * its roles and rules depend on all of them, so no file by itself can tell whether it is done.
 */
export function afterMove({ pod, containers }: PodDecision, settings: Settings): EffectivePod {
  const moved = containers.filter(({ state }) => state === 'moved');
  const names = new Set(moved.map(({ container }) => container.name));
  const migration = { pod, names, settings };
  const object = migrated(pod.workload.object, migration);
  const after = podIn(pod, object, []) ?? pod;
  const renderings = pod.renderings.map((rendering) => ({
    ...rendering,
    object: migrated(rendering.object, migration),
    // The patches on the way have followed: what they make is what has been worked out here.
    steps: [],
    lookUps: [],
  }));
  return { ...after, renderings };
}
