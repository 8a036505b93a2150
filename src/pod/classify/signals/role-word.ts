import { type Container, isNative } from '../../../model/container.js';
import type { Pod } from '../../../model/pod.js';
import type { Signal } from '../../../model/role.js';
import { baseOf } from '../catalogue/image.js';

/** Words that name what a container is for others. What it is for itself (web, api) says nothing. */
const ROLE_WORDS: ReadonlySet<string> = new Set([
  ...['sidecar', 'proxy', 'agent', 'exporter', 'reloader', 'reload', 'syncer', 'sync', 'shipper'],
  ...['log', 'logs', 'logger', 'logging', 'tail', 'tailer', 'forwarder', 'collector', 'metrics'],
  ...['monitor', 'monitoring', 'watcher', 'helper', 'adapter', 'ambassador', 'registrar', 'tunnel'],
  ...['vpn', 'renewer', 'refresher', 'rotator', 'logrotate', 'healthz', 'envoy', 'prepull'],
  'backup',
]);

/** A role word of a container, and where it stands. */
export interface RoleWord {
  readonly word: string;
  readonly where: 'name' | 'image';
  /** `sidecar` as what the name comes down to: somebody said what it is. */
  readonly isSaid: boolean;
}

/** For each container the role word that no other one of the pod has in the same place. */
export function roleWords(pod: Pod): ReadonlyMap<Container, RoleWord> {
  const containers = [...pod.containers, ...pod.initContainers.filter(isNative)];
  const places = [
    ['name', ({ name }: Container) => name],
    ['image', ({ image }: Container) => baseOf(image ?? '')],
  ] as const;
  const found = new Map<Container, RoleWord>();
  for (const [where, textOf] of places) {
    const own = containers.map((container) => [container, wordsIn(textOf(container))] as const);
    const counts = new Map<string, number>();
    for (const [, words] of own)
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [container, words] of own) {
      const unshared = words.filter((word) => counts.get(word) === 1);
      const word = unshared.includes('sidecar') ? 'sidecar' : unshared[0];
      if (word === undefined || found.has(container)) continue;
      const isSaid = where === 'name' && word === 'sidecar' && isSidecarName(container.name);
      found.set(container, { word, where, isSaid });
    }
  }
  return found;
}

/** `sidecar`, `log-sidecar`, `sidecar-container`: not the injector of sidecars. */
export function isSidecarName(name: string): boolean {
  return /(?:^|[-_.])side[-_]?car(?:[-_.]?(?:container|\d{1,3}))?$/i.test(name);
}

/** Whether its name or its image calls a container a helper, whatever the others are called. */
export function hasRoleWord({ name, image }: Container): boolean {
  return wordsIn(name).length > 0 || wordsIn(baseOf(image ?? '')).length > 0;
}

/** Words of what is there to look after something else: no agent is there for another one. */
const LOOKS_AFTER: ReadonlySet<string> = new Set([
  ...['sidecar', 'agent', 'exporter', 'shipper', 'log', 'logs', 'logger', 'logging', 'tail'],
  ...['tailer', 'forwarder', 'collector', 'metrics', 'monitor', 'monitoring', 'helper'],
  ...['healthz', 'logrotate', 'prepull'],
]);

/** Whether a container is called as an agent is. */
export function watches({ name, image }: Container): boolean {
  return [...wordsIn(name), ...wordsIn(baseOf(image ?? ''))].some((word) => LOOKS_AFTER.has(word));
}

function wordsIn(text: string): readonly string[] {
  const joined = text
    .toLowerCase()
    .replace(/side[-_]car/, 'sidecar')
    .replace(/pre[-_]pull/, 'prepull');
  return [...new Set(joined.split(/[^a-z0-9]+/))].filter((word) => ROLE_WORDS.has(word));
}

export function wordSignal({ word, where }: RoleWord): Signal {
  return { id: 'role-word', weight: 'word', text: `its ${where} contains the word ${word}` };
}
