import { type Container, isNative } from '../../model/container.js';
import { push } from '../../model/groups.js';
import { hasUnseenApp, type Pod } from '../../model/pod.js';
import type { PodGraph } from '../../model/relations.js';
import type { Signal } from '../../model/role.js';
import { isMap, listAt, textAt, type Value } from '../../model/value.js';
import { podGraph } from '../facts/graph/pod-graph.js';
import { runsToCompletion } from '../facts/lifetime.js';
import type { Category } from './catalogue/family.js';
import { baseOf, repositoryOf } from './catalogue/image.js';
import { byPresence } from './catalogue/presence.js';
import { type Standing, standingOf } from './catalogue/standing.js';
import { mountsOf } from './command.js';
import { reasonsToBe } from './signals/reason-to-be.js';
import { type RoleWord, roleWords, watches } from './signals/role-word.js';

/** A container with what tells of it by itself and beside the others; found once a pod. */
export interface Member {
  readonly container: Container;
  readonly standing: Standing | null;
  /** Its family alone says that it is a sidecar, beside those that are there. */
  readonly byFamily: boolean;
  /** Why what it is known as says nothing here, or null. */
  readonly own: string | null;
  /** A role word that no other container of the pod has in the same place. */
  readonly word: RoleWord | null;
  /** Other containers of the pod are made from the same image: some, or every one. */
  readonly peers: 'none' | 'some' | 'all';
  /** Why it may be what its pod is there for. */
  readonly reason: Signal | null;
}

/** The containers of a pod as roles are judged by them. */
export interface RoleContext {
  readonly pod: Pod;
  readonly graph: PodGraph;
  readonly members: readonly Member[];
  readonly of: (container: Container) => Member | null;
  /** Who mounts a volume that the pod shares, and that is neither of the node nor given to it. */
  readonly sharersOf: (volume: string) => readonly Sharer[];
  /** The application is in a template that nobody reads here. */
  readonly unseen: boolean;
  /** The pod is there to finish. */
  readonly finishes: boolean;
}

export function roleContextOf(pod: Pod): RoleContext {
  const { containers } = pod;
  const unseen = hasUnseenApp(pod);
  const words = roleWords(pod);
  const reasons = reasonsToBe(pod);
  // What is native already counts as one of them: a second run decides as the first one did.
  const all = [...containers, ...pod.initContainers.filter(isNative)];
  const images = counted(all, identityOf);
  const families = counted(all, familyOf);
  const members = containers.map((container): Member => {
    const image = identityOf(container);
    const family = familyOf(container);
    const isOneOfMany = isTwice(image, images) || isTwice(family, families);
    return {
      container,
      standing: standingOf(container),
      ...presenceOf(container, pod, unseen, isOneOfMany),
      word: words.get(container) ?? null,
      peers: peersOf(image === null ? 1 : (images.get(image) ?? 1), all.length),
      reason: reasons.get(container) ?? null,
    };
  });
  const byContainer = new Map(members.map((member) => [member.container, member]));
  return {
    ...{ pod, graph: podGraph(pod), members, unseen },
    sharersOf: sharersIn(pod),
    of: (container) => byContainer.get(container) ?? null,
    finishes: runsToCompletion(pod),
  };
}

export interface Sharer {
  readonly container: Container;
  readonly readOnly: boolean;
}

function sharersIn(pod: Pod): RoleContext['sharersOf'] {
  const sharers = new Map<string, Sharer[]>();
  for (const container of pod.containers)
    for (const { volume, readOnly } of mountsOf(container))
      push(sharers, volume, { container, readOnly });
  const known = new Set([
    ...listAt(pod.spec, ['volumes'])
      .filter(isShared)
      .map((volume) => textAt(volume, ['name'])),
    ...listAt(pod.workload.object, ['spec', 'volumeClaimTemplates']).map((claim) =>
      textAt(claim, ['metadata', 'name']),
    ),
  ]);
  return (volume) => (known.has(volume) ? (sharers.get(volume) ?? []) : []);
}

function isShared(volume: Value): boolean {
  return (
    isMap(volume) && ['emptyDir', 'ephemeral', 'persistentVolumeClaim'].some((key) => key in volume)
  );
}

function counted(
  containers: readonly Container[],
  keyOf: (container: Container) => string | null,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const container of containers) {
    const key = keyOf(container);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function isTwice(key: string | null, counts: ReadonlyMap<string, number>): boolean {
  return key !== null && (counts.get(key) ?? 0) > 1;
}

/** The family of what has a life of its own, or null. */
function familyOf(container: Container): string | null {
  const standing = standingOf(container);
  return standing?.kind === 'dual' ? standing.known.family.id : null;
}

/** What is there for its own sake as often as not, and more than once, is nothing by itself. */
function presenceOf(
  container: Container,
  pod: Pod,
  unseen: boolean,
  isOneOfMany: boolean,
): Pick<Member, 'byFamily' | 'own'> {
  const presence = byPresence(container, pod, unseen);
  const kind = standingOf(container)?.kind;
  const byFamily = presence === 'sure' && !(kind === 'dual' && isOneOfMany);
  if (presence !== 'none') return { byFamily, own: null };
  if (kind === 'dual') return { byFamily, own: 'its name shows that it is a main container' };
  return { byFamily, own: kind === 'ends' ? 'its work is the purpose of the pod' : null };
}

function peersOf(count: number, all: number): Member['peers'] {
  if (count < 2) return 'none';
  return count < all ? 'some' : 'all';
}

/** Images that hold tools, and are as many things as there are commands for them. */
const TOOLS =
  /^(?:busybox|alpine|bash|ubuntu|debian|debian-slim|centos|fedora|rockylinux|ubi\d?(?:-minimal)?|ubi-(?:minimal|micro)|python|node|perl|ruby|golang|openjdk|curl|kubectl|aws-cli|google-cloud-cli|cloud-sdk|azure-cli|toolbox|utils?|netshoot|pause)$/;

/** What two containers have in common that are made from one image; null where it says nothing. */
export function identityOf({ image }: Container): string | null {
  if (image === null || image === '') return null;
  const name = image.toLowerCase();
  return TOOLS.test(baseOf(name)) ? null : repositoryOf(name);
}

/** Nothing says what it is: no family, or a mode that makes something else of it. */
export function isStranger({ standing }: Member): boolean {
  return standing === null || standing.kind === 'other';
}

/** A container that others may be there for: no helper, and not called like one. */
export function isPlain(member: Member): boolean {
  return isStranger(member) && member.word === null;
}

/** What watches a node or a program: of two of these neither is there for the other. */
const WATCHES: ReadonlySet<Category> = new Set([
  ...(['metrics-agent', 'log-agent', 'exporter', 'tracing-agent'] as const),
]);

/** Whether its family is one that watches. */
export function isWatching({ standing }: Member): boolean {
  return standing !== null && WATCHES.has(standing.known.family.category);
}

/** Of one image, of one family, or two agents: neither makes the other one a sidecar. */
export function arePeers(a: Member, b: Member): boolean {
  const image = identityOf(a.container);
  if (image !== null && image === identityOf(b.container)) return true;
  if (isAgentBeside(a, b) || isAgentBeside(b, a)) return true;
  if (a.standing?.kind !== 'dual' || b.standing?.kind !== 'dual') return false;
  const [one, other] = [a.standing.known.family, b.standing.known.family];
  return one === other || (WATCHES.has(one.category) && WATCHES.has(other.category));
}

/** An agent and what is called one, too, and comes from the same place: `acme/collector`, `acme/agent`. */
function isAgentBeside(known: Member, other: Member): boolean {
  const { standing } = known;
  if (standing?.kind !== 'dual' || !WATCHES.has(standing.known.family.category)) return false;
  const place = placeOf(known.container);
  return isStranger(other) && place === placeOf(other.container) && watches(other.container);
}

function placeOf({ image }: Container): string {
  const repository = repositoryOf(image ?? '').toLowerCase();
  return repository.slice(0, repository.lastIndexOf('/') + 1);
}
