import { podGraph } from '../facts/graph/pod-graph.js';
import { runsToCompletion } from '../facts/lifetime.js';
import { type Container, type EffectivePod, hasUnseenApp } from '../model/pod.js';
import type { PodGraph } from '../model/relations.js';
import type { Signal } from '../model/role.js';
import { isMap, listAt, textAt, type Value } from '../model/value.js';
import { repositoryOf } from './catalogue/image.js';
import { byPresence, mayBeApplication } from './catalogue/presence.js';
import { type Standing, standingOf } from './catalogue/standing.js';
import { mountsOf } from './command.js';
import { reasonsToBe } from './signals/reason-to-be.js';
import { type RoleWord, roleWords } from './signals/role-word.js';

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
export interface Company {
  readonly pod: EffectivePod;
  readonly graph: PodGraph;
  readonly members: readonly Member[];
  readonly of: (container: Container) => Member | null;
  /** Who only reads a volume that the pod shares, and that is neither of the node nor given to it. */
  readonly readersOf: (volume: string) => readonly Container[];
  /** The application is in a template that nobody reads here. */
  readonly unseen: boolean;
  /** The pod is there to finish. */
  readonly finishes: boolean;
}

export function companyOf(pod: EffectivePod): Company {
  const { containers } = pod;
  const unseen = hasUnseenApp(pod);
  const words = roleWords(pod);
  const reasons = reasonsToBe(pod);
  const images = new Map<string, number>();
  for (const container of containers) {
    const image = identityOf(container);
    if (image !== null) images.set(image, (images.get(image) ?? 0) + 1);
  }
  let members = containers.map((container): Member => {
    const image = identityOf(container);
    return {
      container,
      standing: standingOf(container),
      ...presenceOf(container, pod, unseen),
      word: words.get(container) ?? null,
      peers: peersOf(image === null ? 1 : (images.get(image) ?? 1), containers.length),
      reason: reasons.get(container) ?? null,
    };
  });
  // Agents beside nothing but helpers: nobody can tell which of them the pod is there for.
  const isBare =
    !unseen &&
    !members.some(({ standing, reason }) => reason !== null || mayBeApplication(standing));
  if (isBare) members = members.map((member) => ({ ...member, byFamily: isSure(member) }));
  const byContainer = new Map(members.map((member) => [member.container, member]));
  return {
    ...{ pod, graph: podGraph(pod), members, unseen },
    readersOf: readersIn(pod),
    of: (container) => byContainer.get(container) ?? null,
    finishes: runsToCompletion(pod),
  };
}

function readersIn(pod: EffectivePod): Company['readersOf'] {
  const readers = new Map<string, Container[]>();
  for (const container of pod.containers)
    for (const { volume, readOnly } of mountsOf(container))
      if (readOnly) readers.set(volume, [...(readers.get(volume) ?? []), container]);
  const known = new Set([
    ...listAt(pod.spec, ['volumes'])
      .filter(isShared)
      .map((volume) => textAt(volume, ['name'])),
    ...listAt(pod.workload.object, ['spec', 'volumeClaimTemplates']).map((claim) =>
      textAt(claim, ['metadata', 'name']),
    ),
  ]);
  return (volume) => (known.has(volume) ? (readers.get(volume) ?? []) : []);
}

function isShared(volume: Value): boolean {
  return (
    isMap(volume) && ['emptyDir', 'ephemeral', 'persistentVolumeClaim'].some((key) => key in volume)
  );
}

function isSure({ standing }: Member): boolean {
  return standing?.known.sure === true;
}

function presenceOf(
  container: Container,
  pod: EffectivePod,
  unseen: boolean,
): Pick<Member, 'byFamily' | 'own'> {
  const presence = byPresence(container, pod, unseen);
  const byFamily = presence === 'sure';
  const kind = standingOf(container)?.kind;
  if (presence !== 'none') return { byFamily, own: null };
  if (kind === 'dual') return { byFamily, own: 'its name says that the pod is there for it' };
  return { byFamily, own: kind === 'ends' ? 'its work is what the pod is there for' : null };
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
  const repository = repositoryOf(image).toLowerCase();
  return TOOLS.test(repository.slice(repository.lastIndexOf('/') + 1)) ? null : repository;
}

/** Nothing says what it is: no family, or a mode that makes something else of it. */
export function isStranger({ standing }: Member): boolean {
  return standing === null || standing.kind === 'other';
}

/** A container that others may be there for: no helper, and not called like one. */
export function isPlain(member: Member): boolean {
  return isStranger(member) && member.word === null;
}

/** Two containers of one image are the same thing, whatever they do for each other. */
export function arePeers(a: Container, b: Container): boolean {
  const image = identityOf(a);
  return image !== null && image === identityOf(b);
}
