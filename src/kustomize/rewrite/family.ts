import { stackPods } from '../../helm/layers/plan/views.js';
import type { Container } from '../../model/container.js';
import { type Finding, holdsBack } from '../../model/finding.js';
import type { ResourceDelta } from '../../model/plan.js';
import { isCrowded, type Pod } from '../../model/pod.js';
import type { Role, RoleVerdict } from '../../model/role.js';
import type { Settings } from '../../model/settings.js';
import { EMPTY_TREE, type Tree } from '../../model/tree.js';
import { finding } from '../../plan/findings.js';
import { place } from '../../plan/placement.js';
import { removalsOf } from '../../plan/removals/index.js';
import { assessLikely, type Settled, type SettleRequest, settle } from '../../plan/settle.js';
import { classify } from '../../pod/classify/classify.js';
import { requestDeltas } from '../../pod/effective.js';
import { type Followers, follow, type Obstacle } from './follow.js';
import { treeFor, viewsOf } from './views.js';

/** A workload with everything that kustomizations make of it: it is decided once, for all. */
export interface Family {
  readonly pod: Pod;
  /** As kustomizations render it, or as the releases of its values have it. */
  readonly views: readonly Pod[];
  /** Those of the pod itself, and those that patches bring in. */
  readonly containers: readonly Container[];
  /** In the order of the containers. */
  readonly roles: readonly Role[];
}

export function familyOf(pod: Pod, settings: Settings, tree: Tree = EMPTY_TREE): Family {
  if (isCrowded(pod)) {
    const roles = pod.containers.map(() => UNSEEN);
    return { pod, views: [], containers: pod.containers, roles };
  }
  const layered = stackPods(pod);
  const views = layered.length > 0 ? layered : viewsOf(pod, tree);
  const own = classify(pod, settings);
  if (views.length === 0) return { pod, views, containers: pod.containers, roles: own };
  const names = new Set(pod.containers.map(({ name }) => name));
  const containers = [...pod.containers];
  // What another layer of values brings in is decided where it stands.
  const brought = layered.length > 0 ? [] : views.flatMap((view) => view.containers);
  for (const container of brought) {
    if (names.has(container.name)) continue;
    names.add(container.name);
    containers.push(container);
  }
  const inViews = views.map((view) => ({
    containers: view.containers,
    roles: classify(view, settings),
  }));
  const roles = containers.map((container, i): Role => {
    const seen = inViews.flatMap((view) => {
      const index = view.containers.findIndex(({ name }) => name === container.name);
      return view.roles[index] ?? [];
    });
    return weakest(seen.length > 0 ? seen : own.slice(i, i + 1));
  });
  return { pod, views, containers, roles };
}

const UNSEEN: Role = { verdict: 'app', why: '', signals: [], family: null };

const ORDER: readonly RoleVerdict[] = ['app', 'likely', 'sure'];

/** A sidecar here and an application there: for people to settle. */
function weakest(roles: readonly Role[]): Role {
  const [first, ...rest] = roles;
  if (first === undefined) return UNSEEN;
  const least = rest.reduce(
    (a, b) => (ORDER.indexOf(b.verdict) < ORDER.indexOf(a.verdict) ? b : a),
    first,
  );
  const most = roles.find(({ verdict }) => verdict === 'sure');
  if (least.verdict !== 'app' || most === undefined) return least;
  return { ...most, verdict: 'likely', why: `${most.why}, but not in every overlay` };
}

export interface SettledFamily extends Settled {
  readonly followers: Followers;
  /** Native already; patches that still named them under containers follow now. */
  readonly nativeInBase: ReadonlySet<string>;
}

export interface FamilyRequest extends Omit<SettleRequest, 'pod'> {
  readonly family: Family;
  /** What other workloads say against the moves. */
  readonly obstacles: readonly Obstacle[];
}

/** Who moves: those that may move wherever they are, and that every patch can follow. */
export function settleFamily(request: FamilyRequest): SettledFamily {
  const { family, settings, tree } = request;
  const { pod, containers, views } = family;
  if (views.length === 0)
    return { ...settle({ ...request, pod }), followers: new Map(), nativeInBase: new Set() };
  const findings = new Map<Container, readonly Finding[]>();
  const before = new Map<Container, string | null>();
  const names = new Set(request.sidecars.map(({ name }) => name));
  const objections = new Objections(family, settings, names);
  objections.add(request.obstacles);
  for (;;) {
    const asked = names.size;
    const rounds = views.map((view) => {
      const sidecars = view.containers.filter(({ name }) => names.has(name));
      return {
        sidecars,
        settled: settle({ ...request, pod: view, sidecars, tree: treeFor(view, tree) }),
      };
    });
    for (const container of containers.filter(({ name }) => names.has(name))) {
      const own = rounds.flatMap(({ sidecars, settled }) =>
        sidecars.filter(({ name }) => name === container.name).map((each) => ({ each, settled })),
      );
      findings.set(
        container,
        together(own.flatMap(({ each, settled }) => settled.findings.get(each) ?? [])),
      );
      const [first] = own;
      before.set(container, first?.settled.before.get(first.each) ?? null);
      if (own.some(({ each, settled }) => !settled.moving.includes(each)))
        names.delete(container.name);
    }
    if (names.size < asked) continue;
    const { followers, nativeInBase, obstacles } = follow({ pod, names, settings });
    if (objections.add(obstacles)) continue;
    const moving = containers.filter(({ name }) => names.has(name));
    const written = moving.filter((container) => pod.containers.includes(container));
    const placed = place(pod, written, settings);
    for (const [container, name] of placed.before) before.set(container, name);
    const removals = removalsOf(pod, written, settings);
    const order = [...placed.order, ...moving.filter((each) => !written.includes(each))];
    return {
      moving: order,
      findings: objections.on(findings),
      before,
      removals,
      followers,
      nativeInBase,
    };
  }
}

/** What keeps sidecars back beside the rules: other files that could not follow them. */
class Objections {
  private readonly said = new Map<Container, readonly Finding[]>();

  constructor(
    private readonly family: Family,
    private readonly settings: Settings,
    /** Names of those that move; whoever is held back is taken out. */
    private readonly names: Set<string>,
  ) {}

  /** Whether anybody was held back who was not before. */
  add(obstacles: readonly Obstacle[]): boolean {
    const asked = this.names.size;
    for (const obstacle of obstacles)
      for (const container of this.family.containers)
        if (obstacle.names.includes(container.name)) this.say(container, obstacle);
    return this.names.size < asked;
  }

  private say(container: Container, obstacle: Obstacle): void {
    const { code, message, remedy, place: at, waitsFor } = obstacle;
    const own = this.said.get(container) ?? [];
    if (!this.names.has(container.name) || own.some((each) => each.message === message)) return;
    if (waitsFor !== undefined) {
      const waiting = { severity: 'warn', message, remedy, place: container.place } as const;
      const rest = { related: [at], accepted: null, together: true } as const;
      const found = waitsFor.map((each): Finding => ({ ...waiting, ...rest, code: each }));
      this.said.set(container, [...own, ...found]);
      this.names.delete(container.name);
      return;
    }
    const hit = { severity: 'block' as const, message, remedy, related: [at] };
    const said = finding(code, hit, obstacle.absolute === true, container, this.settings);
    this.said.set(container, [...own, said]);
    // A person may take it upon themselves: then the rest moves without it.
    if (holdsBack(said)) this.names.delete(container.name);
  }

  on(findings: ReadonlyMap<Container, readonly Finding[]>): Settled['findings'] {
    return new Map(
      this.family.containers.map((container) => [
        container,
        [...(findings.get(container) ?? []), ...(this.said.get(container) ?? [])],
      ]),
    );
  }
}

/** What the rules would say of one more container, in the first pod that has it. */
export function assessInFamily(
  request: FamilyRequest,
  moving: readonly Container[],
  container: Container,
): readonly Finding[] {
  const { pod, own } = seenBy(request.family, [container]);
  const [same] = own;
  if (same === undefined) return [];
  const names = new Set(moving.map(({ name }) => name));
  const others = pod.containers.filter(({ name }) => names.has(name));
  const tree = treeFor(pod, request.tree);
  return assessLikely({ ...request, pod, tree }, others, same);
}

/** The effective requests that the moves change, where all of them can be seen. */
export function deltasIn(family: Family, { moving, before }: Settled): readonly ResourceDelta[] {
  const { pod, own } = seenBy(family, moving);
  const places = new Map(own.map((container, i) => [container, placeOf(moving[i], before)]));
  return requestDeltas(pod, own, places);
}

function placeOf(container: Container | undefined, before: Settled['before']): string | null {
  return container === undefined ? null : (before.get(container) ?? null);
}

/** The first pod of a family that has all of these containers, and its own of them. */
function seenBy(
  { pod, views }: Family,
  containers: readonly Container[],
): { readonly pod: Pod; readonly own: readonly Container[] } {
  for (const each of [...views, pod]) {
    const own = containers.flatMap(
      ({ name }) => each.containers.find((other) => other.name === name) ?? [],
    );
    if (own.length === containers.length) return { pod: each, own };
  }
  return { pod, own: containers.filter((container) => pod.containers.includes(container)) };
}

/** Overlays say the same of a container again and again. */
function together(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, message }) => {
    const key = `${code} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
