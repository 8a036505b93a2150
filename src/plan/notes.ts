import type { Note } from '../model/finding.js';
import { isMoved, type PodDecision } from '../model/plan.js';
import { appsBeside } from '../model/pod.js';
import { type Settings, settingsAt } from '../model/settings.js';
import type { Tree } from '../model/tree.js';
import type { MovedPod } from '../rules/define.js';
import { RULEBOOK } from '../rules/registry.js';

/** The notes that the moved pods give rise to, each with the number of pods. */
export function notesFor(
  decisions: readonly PodDecision[],
  settings: Settings,
  tree: Tree,
): readonly Note[] {
  const migrated = decisions.filter(isMoved).map(({ pod, containers, change }): MovedPod => {
    const moving = containers.filter(({ state }) => state === 'moved').map((e) => e.container);
    const apps = appsBeside(pod, moving);
    const hooksGone = (change?.operations ?? []).flatMap((operation) =>
      operation.op === 'remove-node' && operation.node.join() === 'lifecycle'
        ? [operation.name ?? '']
        : [],
    );
    return { pod, moving, apps, settings: settingsAt(settings, pod.place.path), hooksGone, tree };
  });
  return RULEBOOK.flatMap(({ code, note }) => {
    if (note === undefined) return [];
    const { message, applies = () => true } = note;
    const pods = migrated.filter(applies).length;
    return pods === 0 ? [] : [{ code, message, pods }];
  });
}
