import { type Container, isNative } from '../../../model/container.js';
import type { Pod } from '../../../model/pod.js';
import { isMap, listAt, textAt, type ValueMap } from '../../../model/value.js';
import { CLAIMS, type Claim, claimsOf } from './listening.js';

/** A container of the pod that may answer on a port. */
interface Owner {
  readonly container: Container;
  readonly claim: Claim;
}

/** A mount with what decides whether two containers see the same files. */
export interface Use {
  readonly container: Container;
  readonly index: number;
  readonly path: string;
  readonly subPath: string;
  readonly readOnly: boolean;
  /** core/v1, MountPropagationMode: whose mounts under it are seen by whom. */
  readonly propagation: string;
}

/** A volume of the pod, and who mounts it. */
export interface SharedVolume {
  readonly name: string;
  /**
   * `pod`: made for this pod, so only its containers write it. `claim`: a disk of its own.
   * `other`: of the node, of the cluster's configuration, or unknown.
   */
  readonly origin: 'pod' | 'claim' | 'other';
  readonly uses: readonly Use[];
}

/** What the relations of a pod are looked for in; everything is indexed once. */
export interface Scene {
  readonly pod: Pod;
  readonly containers: readonly Container[];
  /** Those that run beside each other: the applications and the native sidecars. */
  readonly running: readonly Container[];
  readonly volumes: ReadonlyMap<string, SharedVolume>;
  readonly claims: (container: Container) => ReadonlyMap<number, Claim>;
  /** Who answers on a port that a container asks, where that is another one. */
  readonly ownerOf: (port: number, asking: Container) => Owner | null;
}

/** Whether it runs beside the others, and not before them. */
export function isRunning(container: Container): boolean {
  return container.kind === 'container' || isNative(container);
}

export function sceneOf(pod: Pod): Scene {
  const containers = [...pod.initContainers, ...pod.containers];
  const running = containers.filter(isRunning);
  const claims = new Map(containers.map((each) => [each, claimsOf(each)] as const));
  const none: ReadonlyMap<number, Claim> = new Map();
  const claimsBy = (container: Container): ReadonlyMap<number, Claim> =>
    claims.get(container) ?? none;
  const owners = ownersOf(running, claimsBy);
  return {
    pod,
    containers,
    running,
    volumes: volumesOf(pod, containers),
    claims: claimsBy,
    ownerOf: (port, asking) => {
      const others = (owners.get(port) ?? []).filter(({ container }) => container !== asking);
      const [owner, second] = others;
      if (owner === undefined) return null;
      // An init container that comes to an end serves nobody, whatever ports it declares.
      const own = isRunning(asking) ? (claimsBy(asking).get(port) ?? 0) : 0;
      if (own >= owner.claim) return null;
      // Of two that say the same one is not what it says, and nobody knows which.
      return second?.claim === owner.claim ? { ...owner, claim: CLAIMS.usual } : owner;
    },
  };
}

/** The surest first, whatever the order of the containers is. */
function bySurety(a: Owner, b: Owner): number {
  return b.claim - a.claim || (a.container.name < b.container.name ? -1 : 1);
}

/** The surest owners of each port: the next ones where the first asks itself, or is not alone. */
function ownersOf(
  running: readonly Container[],
  claims: (container: Container) => ReadonlyMap<number, Claim>,
): ReadonlyMap<number, readonly Owner[]> {
  const owners = new Map<number, Owner[]>();
  for (const container of running)
    for (const [port, claim] of claims(container)) {
      const all = [...(owners.get(port) ?? []), { container, claim }];
      owners.set(port, all.sort(bySurety).slice(0, 3));
    }
  return owners;
}

const OF_THE_POD = ['emptyDir', 'ephemeral'];

function volumesOf(
  { spec, workload }: Pod,
  containers: readonly Container[],
): ReadonlyMap<string, SharedVolume> {
  const origins = new Map<string, SharedVolume['origin']>();
  for (const entry of listAt(workload.object, ['spec', 'volumeClaimTemplates'])) {
    const name = textAt(entry, ['metadata', 'name']);
    if (name !== undefined) origins.set(name, 'claim');
  }
  for (const entry of listAt(spec, ['volumes']))
    if (isMap(entry) && typeof entry.name === 'string') origins.set(entry.name, originOf(entry));
  const volumes = new Map<string, { readonly uses: Use[] } & SharedVolume>();
  for (const container of containers)
    listAt(container.value, ['volumeMounts']).forEach((mount, index) => {
      if (!isMap(mount) || typeof mount.name !== 'string' || typeof mount.mountPath !== 'string')
        return;
      const { name } = mount;
      const volume = volumes.get(name) ?? { name, origin: origins.get(name) ?? 'other', uses: [] };
      volume.uses.push({
        container,
        index,
        path: mount.mountPath.replace(/\/{1,20}$/, ''),
        subPath: String(mount.subPath ?? mount.subPathExpr ?? ''),
        readOnly: mount.readOnly === true,
        propagation: String(mount.mountPropagation ?? 'None'),
      });
      volumes.set(name, volume);
    });
  return volumes;
}

function originOf(volume: ValueMap): SharedVolume['origin'] {
  if (Object.hasOwn(volume, 'persistentVolumeClaim')) return 'claim';
  // A volume without a source is an empty directory (core/v1, Volume).
  const sources = Object.keys(volume).filter((key) => key !== 'name');
  return sources.every((key) => OF_THE_POD.includes(key)) ? 'pod' : 'other';
}

/** Whether two mounts of one volume may show the same files. */
export function overlap(a: Pick<Use, 'subPath'>, b: Pick<Use, 'subPath'>): boolean {
  const [short, long] = [a.subPath, b.subPath].sort((x, y) => x.length - y.length);
  return short === '' || short === long || (long ?? '').startsWith(`${short}/`);
}

/** Whether an image's default port is all that says that it answers. */
export function isUsual({ claim }: Owner): boolean {
  return claim === CLAIMS.usual;
}
