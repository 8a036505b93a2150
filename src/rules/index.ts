import { type Container, isNative } from '../model/container.js';
import type { Note } from '../model/finding.js';
import { isMoved, type PodDecision } from '../model/plan.js';
import { appsBeside, type Pod } from '../model/pod.js';
import { type Settings, settingsAt } from '../model/settings.js';
import type { Tree } from '../model/tree.js';
import type { Asked, MovedPod, Rule } from './define.js';
import { RULEBOOK } from './registry.js';
import { isStripped } from './validation/sm103-never-ends.js';

/** Every rule about one container that would move, in the order in which findings are said. */
export const RULES: readonly Rule[] = askedOf('moving');

const OF_NATIVES = askedOf('native');
const OF_STRIPPED = askedOf('stripped');

function askedOf(whom: Asked): readonly Rule[] {
  return RULEBOOK.filter(
    ({ check, asked = ['moving'] }) => check !== undefined && asked.includes(whom),
  );
}

/** The rules for an entry of initContainers: a native sidecar, or one that lost its field. */
export function rulesOfInit(container: Container): readonly Rule[] {
  return isNative(container) ? OF_NATIVES : OF_STRIPPED;
}

/** Whether initContainers hold a known sidecar without the field that makes it one. */
export function holdsStripped(pod: Pod): boolean {
  return pod.initContainers.some(isStripped);
}

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
