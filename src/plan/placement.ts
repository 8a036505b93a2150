import { type Container, isNative } from '../model/container.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import { baseOf } from '../pod/classify/catalogue/image.js';
import { commandText } from '../pod/classify/command.js';
import { type StartNeed, startNeeds, workedWith } from '../pod/start-needs.js';
import type { HitOf } from '../rules/define.js';
import type { initNeedsSidecar } from '../rules/start/sm206-init-needs-sidecar.js';
import type { noOrder } from '../rules/start/sm207-no-order.js';
import { feedOf, needOf } from './needs.js';

export interface Placed {
  /** Those that move, in the order in which they will start. */
  readonly order: readonly Container[];
  /** The init container that each moving one goes before; null: last. */
  readonly before: ReadonlyMap<Container, string | null>;
  /** What is to be said of these places. */
  readonly hits: ReadonlyMap<Container, PlacedHit>;
}

/** What of the settings decides about places. */
type PlaceSettings = Pick<Settings, 'placement'>;

/**
 * Where each sidecar goes: last, unless an init container needs it, and never before one
 * that feeds it. Their own order is kept, but for those that another one needs to be there
 * when it starts: these go before it.
 */
export function place(
  pod: Pod,
  moving: readonly Container[],
  { placement }: PlaceSettings,
): Placed {
  const known = KNOWN.get(pod) ?? [];
  const isSame = (one: Question): boolean =>
    one.placement === placement &&
    one.moving.length === moving.length &&
    one.moving.every((each, i) => each === moving[i]);
  const before = known.find(isSame);
  if (before !== undefined) return before.placed;
  const placed = placedIn(pod, moving, { placement });
  KNOWN.set(pod, [...known.slice(1 - KEPT), { moving: [...moving], placement, placed }]);
  return placed;
}

interface Question {
  readonly moving: readonly Container[];
  readonly placement: Settings['placement'];
  readonly placed: Placed;
}

/** Asked again for every word that might let others move, and by whatever looks at a rendering. */
const KNOWN = new WeakMap<Pod, readonly Question[]>();

/** So many are kept: what was asked before these is seldom asked again. */
const KEPT = 6;

function placedIn(pod: Pod, moving: readonly Container[], settings: PlaceSettings): Placed {
  const before = new Map<Container, string | null>();
  const hits = new Map<Container, PlacedHit>();
  const inits = pod.initContainers;
  const needs = new Map(moving.map((each) => [each, neededBy(each, moving, pod)] as const));
  const late = new Set(pod.containers.filter((each) => !moving.includes(each)));
  const order = orderOf(moving, needs, pod);
  const spots = new Map(order.map((each) => [each, spotFor(pod, each, late, settings)] as const));
  const latest = latestPlaces(order, needs, spots);
  let floor = 0;
  for (const container of order) {
    const spot = spots.get(container) ?? spotFor(pod, container, late, settings);
    // An init container that needs it outweighs the order among the sidecars.
    const last = latest.get(container) ?? spot.latest;
    const index = Math.min(Math.max(spot.index, floor), last);
    floor = Math.max(floor, index);
    before.set(container, inits[index]?.name ?? null);
    const hit =
      tooEarly(inits, index, spot, container) ?? unnamed(inits, index, container) ?? spot.hit;
    if (hit !== null) hits.set(container, hit);
  }
  return { order: inPlaces(order, before, inits), before, hits };
}

type Needs = ReadonlyMap<Container, readonly Container[]>;

/**
 * What is needed at the start comes first for sure; what is worked with comes first as well where it
 * can, since sidecars stop in the reverse order.
 */
function orderOf(moving: readonly Container[], needs: Needs, pod: Pod): readonly Container[] {
  if (moving.length < 2) return moving;
  const all = new Map(
    moving.map((each) => [each, [...(needs.get(each) ?? []), ...workedWith(each, moving, pod)]]),
  );
  const order = inOrderOfNeeds(moving, all);
  const at = new Map(order.map((each, i) => [each, i] as const));
  const isKept = [...needs].every(([each, needed]) =>
    needed.every((other) => (at.get(other) ?? 0) < (at.get(each) ?? 0)),
  );
  return isKept ? order : inOrderOfNeeds(moving, needs);
}

/** Which of those that move have to be there when one of them starts. */
function neededBy(
  container: Container,
  moving: readonly Container[],
  pod: Pod,
): readonly Container[] {
  if (moving.length < 2) return [];
  const isUsed = pod.initContainers.some(
    (init) => !isNative(init) && needOf(init, container, pod) !== null,
  );
  const needed = new Set(startNeeds(container, pod, isUsed ? true : undefined).map(({ to }) => to));
  return needed.size === 0
    ? []
    : moving.filter((other) => other !== container && needed.has(other));
}

/** The order of the list, with what each needs before it; a circle is left as it is (SM220). */
function inOrderOfNeeds(moving: readonly Container[], needs: Needs): readonly Container[] {
  const order: Container[] = [];
  const seen = new Set<Container>();
  const visit = (container: Container): void => {
    if (seen.has(container)) return;
    seen.add(container);
    for (const needed of needs.get(container) ?? []) visit(needed);
    order.push(container);
  };
  for (const container of moving) visit(container);
  return order;
}

/** What somebody needs goes no further back than who needs it. */
function latestPlaces(
  order: readonly Container[],
  needs: Needs,
  spots: ReadonlyMap<Container, Spot>,
): ReadonlyMap<Container, number> {
  const latest = new Map([...spots].map(([container, spot]) => [container, spot.latest] as const));
  for (const container of [...order].reverse())
    for (const needed of needs.get(container) ?? [])
      latest.set(needed, Math.min(latest.get(needed) ?? 0, latest.get(container) ?? 0));
  return latest;
}

/** As they will stand: those before the same init container keep their order. */
function inPlaces(
  order: readonly Container[],
  before: ReadonlyMap<Container, string | null>,
  inits: readonly Container[],
): readonly Container[] {
  const names = [...inits.map(({ name }) => name), null];
  const index = new Map(names.map((name, i) => [name, i] as const));
  const placeOf = (container: Container): number =>
    index.get(before.get(container) ?? null) ?? inits.length;
  return [...order].sort((a, b) => placeOf(a) - placeOf(b));
}

/** What two rules say of a place; they have no check of their own. */
export type PlacedHit =
  | (HitOf<typeof initNeedsSidecar> & { readonly code: 'SM206' })
  | (HitOf<typeof noOrder> & { readonly code: 'SM207' });

interface Spot {
  /** Before this one, what feeds it has not ended. */
  readonly earliest: number;
  /** Index in the list that is there already; its length: last. */
  readonly index: number;
  /** Behind this one, the init container that needs it would start too early. */
  readonly latest: number;
  readonly hit: PlacedHit | null;
}

function spotFor(
  pod: Pod,
  container: Container,
  late: ReadonlySet<Container>,
  settings: PlaceSettings,
): Spot {
  const inits = pod.initContainers;
  const ordinary = inits.filter((init) => !isNative(init));
  const user = ordinary.find((init) => needOf(init, container, pod) !== null);
  const feeder = ordinary.findLast((init) => feedOf(init, container, pod) !== null);
  const mesh = inits.findLastIndex(isOfMesh);
  const earliest = Math.max(feeder === undefined ? 0 : inits.indexOf(feeder) + 1, mesh + 1);
  const { placement } = settings;
  if (user === undefined)
    return {
      earliest,
      index: placement === 'first' ? earliest : inits.length,
      latest: inits.length,
      hit: null,
    };
  const latest = inits.indexOf(user);
  const why = needOf(user, container, pod) ?? '';
  const names = { sidecar: container.name, user: user.name, why };
  if (earliest > latest) {
    const isMesh = mesh + 1 === earliest;
    const behind = (isMesh ? inits[mesh] : feeder)?.name ?? '';
    return { earliest, index: latest, latest, hit: cycle(names, behind, isMesh) };
  }
  // It has to answer the init container, and who it waits for itself starts behind all of them.
  const lacking = startNeeds(container, pod, true).filter(({ to }) => late.has(to));
  const waits = lacking.find(({ sure }) => sure);
  if (waits !== undefined)
    return { earliest, index: latest, latest, hit: unanswered(names, waits.why, waits.to.name) };
  if (placement === 'last') return { earliest, index: latest, latest, hit: notLast(names) };
  return {
    earliest,
    index: placement === 'first' ? earliest : latest,
    latest,
    hit: early(names, lacking[0]),
  };
}

/** Another sidecar needs it before an init container that it needs itself. */
function tooEarly(
  inits: readonly Container[],
  index: number,
  { earliest, latest }: Spot,
  { name }: Container,
): PlacedHit | null {
  if (index >= earliest || latest < earliest) return null;
  const user = inits[index]?.name ?? '';
  const why = `a sidecar that ${user} needs waits for it`;
  return cycle({ sidecar: name, user, why }, inits[earliest - 1]?.name ?? '', false);
}

interface Names {
  readonly sidecar: string;
  /** The init container that needs it, and why. */
  readonly user: string;
  readonly why: string;
}

function cycle({ sidecar, user, why }: Names, behind: string, isMesh: boolean): PlacedHit {
  return {
    code: 'SM207',
    severity: 'block',
    message: `${sidecar} cannot be placed: it must start before ${user}, because ${why}, and after ${behind}`,
    remedy: isMesh
      ? `put ${behind} before ${user}`
      : 'break the cycle: let one of the init containers do without the sidecar or without its volume',
  };
}

function unanswered({ sidecar, user, why }: Names, waits: string, app: string): PlacedHit {
  return {
    code: 'SM207',
    severity: 'block',
    message: `${sidecar} cannot be placed: ${user} needs it, because ${why}, and it does not answer before ${app} does (${waits}), which starts only once ${user} has ended`,
    remedy: `let ${user} do without ${sidecar}, or ${sidecar} without ${app}`,
  };
}

function notLast({ sidecar, user, why }: Names): PlacedHit {
  return {
    code: 'SM206',
    severity: 'block',
    message: `${sidecar} cannot be last: ${user} needs it, because ${why}`,
    remedy: 'leave out --placement last',
  };
}

function early({ sidecar, user, why }: Names, lacking: StartNeed | undefined): PlacedHit {
  const perhaps =
    lacking === undefined
      ? ''
      : `; whether ${sidecar} answers before ${lacking.to.name} does is not known (${lacking.why})`;
  return {
    code: 'SM206',
    severity: 'warn',
    message: `${sidecar} is placed before the init container ${user}, because ${why}${perhaps}`,
    remedy: `check that ${user} waits until ${sidecar} answers, or give ${sidecar} a startupProbe; a copy that ${user} starts itself is no longer needed`,
  };
}

/** A place is said by the name of the next init container, so that one needs a name of its own. */
function unnamed(
  inits: readonly Container[],
  index: number,
  { name }: Container,
): PlacedHit | null {
  const next = inits[index];
  if (next === undefined) return null;
  if (next.name !== '' && inits.filter((init) => init.name === next.name).length === 1) return null;
  return {
    code: 'SM206',
    severity: 'block',
    message: `${name} is placed before init container ${index + 1} of the list, which has no unique name`,
    remedy: 'give each init container a name that is unique in its pod',
    place: next.place,
  };
}

const MESH_NAME =
  /^(?:istio-(?:init|validation|proxy)|linkerd-(?:init|network-validator|proxy)|kuma-(?:init|validation|sidecar)|consul-connect-inject-init|consul-dataplane(?:-init)?|proxyinit)$/;

const MESH_IMAGE =
  /^(?:proxy-init|kuma-init|aws-appmesh-proxy-route-manager|openservicemesh-init)$/;

/** What a mesh sets the network up with, its native proxy too: everything else comes behind it. */
function isOfMesh(init: Container): boolean {
  const image = baseOf(init.image ?? '');
  return (
    MESH_NAME.test(init.name) ||
    MESH_IMAGE.test(image) ||
    (image === 'proxyv2' && commandText(init).includes('istio-iptables'))
  );
}
