import type { Container } from '../model/container.js';
import { isNative } from '../model/container.js';
import type { Pod } from '../model/pod.js';
import type { Asked, Rule } from './define.js';
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
