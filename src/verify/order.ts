import { type Container, isNative } from '../model/container.js';
import type { Pod } from '../model/pod.js';
import { feedOf, needOf } from '../plan/needs.js';
import { startNeeds } from '../pod/start-needs.js';

/** What cannot work where it stands, as a sentence, and what to do. */
export interface Misplaced {
  readonly name: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Whether each sidecar that moved stands where it can work: somebody may have put it elsewhere than
 * this tool would. Who needs whom is asked of the pod as it was.
 */
export function misplaced(
  before: Pod,
  after: Pod,
  moved: ReadonlySet<string>,
): readonly Misplaced[] {
  const moving = before.containers.filter(({ name }) => moved.has(name));
  const at = new Map(after.initContainers.map(({ name }, i) => [name, i] as const));
  const ordinary = before.initContainers.filter((init) => !isNative(init));
  return moving.flatMap((sidecar): readonly Misplaced[] => {
    const own = at.get(sidecar.name);
    if (own === undefined) return [];
    const isBehind = (other: Container): boolean => (at.get(other.name) ?? -1) > own;
    const isBefore = (other: Container): boolean => (at.get(other.name) ?? own) < own;
    const user = ordinary.find((init) => isBefore(init) && needOf(init, sidecar, before) !== null);
    if (user !== undefined) return [tooLate(sidecar, user, needOf(user, sidecar, before) ?? '')];
    const isUsed = ordinary.some(
      (init) => isBehind(init) && needOf(init, sidecar, before) !== null,
    );
    const feeder = ordinary.find(
      (init) =>
        isBehind(init) &&
        feedOf(init, sidecar, before) !== null &&
        needOf(init, sidecar, before) === null,
    );
    if (feeder !== undefined && !isUsed)
      return [tooEarly(sidecar, feeder, feedOf(feeder, sidecar, before) ?? '')];
    const needed = startNeeds(sidecar, before, isUsed ? true : undefined).find(
      ({ to, sure }) => sure && moving.includes(to) && isBehind(to),
    );
    return needed === undefined ? [] : [behind(sidecar, needed.to, needed.why)];
  });
}

function tooLate({ name }: Container, user: Container, why: string): Misplaced {
  return {
    name,
    message: `${name} starts after the init container ${user.name}, and ${why}`,
    remedy: `put ${name} before ${user.name}`,
  };
}

function tooEarly({ name }: Container, feeder: Container, volume: string): Misplaced {
  return {
    name,
    message: `${name} starts before the init container ${feeder.name} has filled the volume ${volume} that both mount`,
    remedy: `put ${name} after ${feeder.name}`,
  };
}

function behind({ name }: Container, other: Container, why: string): Misplaced {
  return {
    name,
    message: `${name} starts before ${other.name}, and ${why}`,
    remedy: `put ${other.name} before ${name}`,
  };
}
