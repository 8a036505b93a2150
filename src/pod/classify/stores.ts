import type { Container } from '../../model/container.js';
import type { Signal } from '../../model/role.js';
import { isMap, listAt, type ValueMap } from '../../model/value.js';
import { defaultPorts } from '../facts/graph/default-ports.js';
import { envOf } from '../facts/scripts.js';
import { commandText } from './command.js';
import { identityOf, isStranger, type Member, type RoleContext } from './role-context.js';

/**
 * The databases, brokers and doubles of services that are there for another container of the pod: it
 * asks them on localhost, nothing keeps what they hold, and nothing outside is let in to them. Of
 * those of one image either all are, or none is.
 */
export function storesFor(context: RoleContext): ReadonlyMap<Container, Signal> {
  const volumes = volumesOf(context);
  const found = new Map<Container, Signal>();
  const alone = new Set<string>();
  for (const { container, standing } of context.members) {
    if (standing?.kind !== 'store') continue;
    const asker =
      isOpen(container) ||
      keepsData(container, volumes) ||
      isKnownElsewhere(container, standing.ports)
        ? null
        : askerOf(container, context);
    if (asker === null) alone.add(identityOf(container) ?? container.name);
    else found.set(container, signal(standing.mode || standing.known.family.id, asker));
  }
  for (const container of found.keys())
    if (alone.has(identityOf(container) ?? '')) found.delete(container);
  return found;
}

function signal(what: string, { name }: Container): Signal {
  return {
    id: 'serves-app',
    weight: 'identity',
    text: `its image is a backing store (${what}), which ${name} uses on localhost`,
  };
}

/** Who asks it for its own work: an exporter or a backup is there for the store. */
function askerOf(container: Container, context: RoleContext): Container | null {
  const ports = defaultPorts(container);
  for (const { kind, from, certainty, port } of context.graph.to(container)) {
    if (kind !== 'dials' && kind !== 'uses-socket') continue;
    // Where nothing has to end, a port that one side leaves open is that of the family.
    const isUsual = port !== undefined && ports.includes(port);
    if (certainty === 'likely' && !context.finishes && !isUsual) continue;
    const asker = context.of(from);
    if (asker !== null && worksWithStores(asker, context)) return from;
  }
  return null;
}

/** A sign-on proxy keeps its sessions in a store; other helpers look after it. */
function worksWithStores(asker: Member, { finishes }: RoleContext): boolean {
  if (!isStranger(asker)) return asker.standing?.known.family.category === 'auth-proxy';
  const { word, container } = asker;
  if (word === null) return finishes || !LOOKS_AFTER.test(container.name);
  // Nobody monitors a store in a pod that is there to finish; there it is the work itself.
  return finishes && !LOOKS_AFTER_WORDS.test(word.word);
}

const LOOKS_AFTER =
  /export|metric|backup|dump|restore|replica|sentinel|init|migrat|admin|pool|health/i;
const LOOKS_AFTER_WORDS =
  /^(?:exporter|metrics|backup|sidecar|proxy|logs?|logging|helper|healthz)$/;

/** Anybody on the network of the node may ask it. */
function isOpen({ value }: Container): boolean {
  return listAt(value, ['ports']).some(
    (port) => isMap(port) && port.hostPort !== undefined && port.hostPort !== null,
  );
}

/** A host other than this pod, with a port. */
const ELSEWHERE =
  /(?<![\w.$({-])(?!localhost:)[a-z][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,6}:(\d{2,5})(?!\w)/gi;

/**
 * It is told of its own kind of server under a name: that of its Service, or of another member of its
 * cluster. Then it is not there for this pod alone.
 */
function isKnownElsewhere(container: Container, ports: readonly number[]): boolean {
  const said = [commandText(container), ...envOf(container).values()];
  return said.some((text) =>
    [...text.slice(0, 4000).matchAll(ELSEWHERE)].some(([, port]) => ports.includes(Number(port))),
  );
}

function volumesOf({ pod }: RoleContext): ReadonlyMap<string, ValueMap> {
  return new Map(
    listAt(pod.spec, ['volumes']).flatMap((volume) =>
      isMap(volume) ? [[String(volume.name), volume] as const] : [],
    ),
  );
}

/** Volumes that end with the pod, or that it is given. */
const PASSING = ['configMap', 'secret', 'projected', 'downwardAPI', 'emptyDir', 'ephemeral'];

/** A claim, a directory of the node, or a volume that nobody knows: its data outlives the pod. */
function keepsData({ value }: Container, volumes: ReadonlyMap<string, ValueMap>): boolean {
  return listAt(value, ['volumeMounts']).some((mount) => {
    if (!isMap(mount) || mount.readOnly === true) return false;
    const volume = volumes.get(String(mount.name));
    if (volume === undefined) return true;
    const source = Object.keys(volume).find((key) => key !== 'name');
    return source !== undefined && !PASSING.includes(source);
  });
}
