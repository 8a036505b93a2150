import type { Container } from '../../model/container.js';
import type { Directive } from '../../model/directive.js';
import type { Outcome } from '../../model/outcome.js';
import type { PodDecision } from '../../model/plan.js';
import type { Pod, Workload } from '../../model/pod.js';
import { textAt } from '../../model/value.js';
import { repositoryOf } from '../../pod/classify/catalogue/image.js';
import { aroundActions } from '../../text/actions.js';
import { isMadeOf } from '../../text/wildcards.js';

/** What the plan makes of one workload of the sources. */
export interface Planned {
  readonly kind: string;
  readonly name: string;
  /** Names that kustomizations give it; a patch may have renamed it altogether. */
  readonly rendered: ReadonlySet<string>;
  readonly namespace: string;
  /** Namespaces that kustomizations give it. */
  readonly namespaces: ReadonlySet<string>;
  /** Values of a chart: they are of no kind, and have no name that a render would show. */
  readonly ofValues: boolean;
  /** They are a switch of a chart, which makes its own sidecars native. */
  readonly switched: boolean;
  /** Its containers, as they are written. */
  readonly held: readonly (Pick<Container, 'name' | 'image'> & { readonly moved: boolean })[];
  /** A program makes it, and may call it by another name than its own id. */
  readonly made: boolean;
  /** Real paths of its files, from the tree's root. */
  readonly paths: readonly string[];
  /** Names of the containers that move. */
  readonly moved: ReadonlySet<string>;
  /** All of its containers have an image: it is no patch. */
  readonly whole: boolean;
  /** Comments that allow something, by container: a render has none. */
  readonly allowed: ReadonlyMap<string, readonly Directive[]>;
}

export function plannedOf(outcome: Outcome, real: (path: string) => string): readonly Planned[] {
  return outcome.decisions.map((decision) => planned(decision, real));
}

function planned({ pod, containers }: PodDecision, real: (path: string) => string): Planned {
  const moved = containers.filter(({ state }) => state === 'moved');
  return {
    kind: pod.workload.kind,
    name: pod.workload.name,
    rendered: new Set(
      pod.renderings.flatMap(({ object }) => textAt(object, ['metadata', 'name']) ?? []),
    ),
    namespace: pod.workload.namespace,
    namespaces: new Set(
      pod.renderings.map(({ object }) => textAt(object, ['metadata', 'namespace']) ?? ''),
    ),
    ofValues: pod.values !== undefined,
    switched: (pod.values?.switched ?? null) !== null,
    held: containers.map(({ container: { name, image }, state }) => ({
      name,
      image,
      moved: state === 'moved',
    })),
    made: pod.transform === 'cdk8s',
    paths: [real(pod.path)],
    moved: new Set(moved.map(({ container }) => container.name)),
    whole: pod.containers.every(({ image }) => image !== null),
    allowed: new Map(
      pod.containers.map(({ name, directives }) => [
        name,
        directives.filter(({ kind }) => kind === 'allow'),
      ]),
    ),
  };
}

/** A program may have made it under another name, or not at all: what nobody renders is said elsewhere. */
function maybe(plan: Planned): readonly Planned[] {
  return plan.made ? [plan, { ...plan, whole: true, moved: new Set() }] : [];
}

/** The plans that a rendered pod may come from. */
export function candidatesFor(
  { workload, containers }: Pod,
  plans: readonly Planned[],
): readonly Planned[] {
  const ofValues = plans.flatMap((plan) => (plan.ofValues ? (inPod(plan, containers) ?? []) : []));
  return [...ofValues, ...ofWorkload(workload, plans)];
}

/**
 * A render may have given a workload a prefix, a suffix and a namespace; where one has its very name,
 * the others are no match.
 */
function ofWorkload(
  { kind, name, namespace }: Workload,
  plans: readonly Planned[],
): readonly Planned[] {
  const ofKind = plans.filter((plan) => plan.kind === kind && !plan.ofValues);
  const named = ofKind.filter((plan) => plan.rendered.has(name) || name.includes(plan.name));
  const alike = named.length > 0 ? named : ofKind.flatMap(maybe);
  const near = orAll(alike, (plan) => mayBeIn(plan, namespace));
  const same = orAll(near, (plan) => plan.name === name);
  return orAll(same, (plan) => plan.namespaces.has(namespace) || plan.namespace === namespace);
}

function orAll(plans: readonly Planned[], test: (plan: Planned) => boolean): readonly Planned[] {
  const found = plans.filter(test);
  return found.length > 0 ? found : plans;
}

/** Whose every rendering is seen in other namespaces is another workload; what stays has none. */
function mayBeIn({ made, namespaces }: Planned, namespace: string): boolean {
  if (made || namespace === '' || namespaces.size === 0) return true;
  return namespaces.has('') || namespaces.has(namespace);
}

/** Whether moving exactly these, of the containers that a rendered pod has, is one of the plans. */
export function isPlanned(
  moved: ReadonlySet<string>,
  present: readonly string[],
  candidates: readonly Planned[],
): boolean {
  const moves = candidates.filter((plan) => plan.moved.size > 0);
  const all = new Set(moves.flatMap((plan) => [...plan.moved]));
  const options: ReadonlySet<string>[] = [all, ...moves.map((plan) => plan.moved)];
  if (candidates.some((plan) => plan.whole && plan.moved.size === 0)) options.push(new Set());
  return options.some((option) => {
    const wanted = present.filter((name) => option.has(name));
    return wanted.length === moved.size && wanted.every((name) => moved.has(name));
  });
}

/**
 * The plan of values for a pod that a chart rendered, or null where the pod has none of their
 * containers. Values do not say which pod is theirs: containers are known by name and image.
 */
function inPod(plan: Planned, containers: readonly Container[]): Planned | null {
  const found = containers.flatMap((container) => {
    const own = plan.held.find((held) => isSame(held, container));
    return own === undefined ? [] : [{ ...own, name: container.name }];
  });
  if (found.length === 0) return null;
  const moved = found.filter((own) => own.moved).map(({ name }) => name);
  return { ...plan, moved: new Set(moved), whole: found.every((own) => !own.moved) };
}
type Known = Pick<Container, 'name' | 'image'>;
/** The tag is for another layer to say, and actions for the chart to run. */
function isSame(held: Known, rendered: Known): boolean {
  if (!isCalled(held.name, rendered.name)) return false;
  const [own, other] = [held.image ?? '', rendered.image ?? ''];
  if (own === '' || other === '' || own.includes('{{')) return true;
  const [short, long] = [repositoryOf(own), repositoryOf(other)];
  // A chart may put the registry before it.
  return long === short || long.endsWith(`/${short}`);
}

/** Whether a rendered name may come from a written one, whose actions the chart runs. */
export function isCalled(written: string, rendered: string): boolean {
  return isMadeOf(rendered, aroundActions(written));
}
