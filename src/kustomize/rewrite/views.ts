import { isDeepStrictEqual } from 'node:util';
import { type Container, containerOf, isNative } from '../../model/container.js';
import type { Step } from '../../model/kustomize.js';
import { type Pod, podPathOf } from '../../model/pod.js';
import type { Place } from '../../model/source.js';
import type { Tree } from '../../model/tree.js';
import { isMap, listAt, mapAt, textAt, type ValueMap } from '../../model/value.js';

/**
 * A pod as kustomizations render it, for roles, rules and placement to look at: each once that is
 * different to look at, by itself or by what stands beside it; a rendering that has lost its pod spec
 * is none.
 */
export function viewsOf(pod: Pod, tree: Tree): readonly Pod[] {
  if (pod.renderings.length === 0) return [];
  const known = KNOWN.get(tree) ?? new WeakMap<Pod, readonly Pod[]>();
  KNOWN.set(tree, known);
  const views = known.get(pod) ?? viewsIn(pod, tree);
  known.set(pod, views);
  return views;
}

/** A pod is looked at again for every word that might let it move. */
const KNOWN = new WeakMap<Tree, WeakMap<Pod, readonly Pod[]>>();

function viewsIn(pod: Pod, tree: Tree): readonly Pod[] {
  const seen = new Map<string, Set<Tree>>();
  return pod.renderings.flatMap(({ object, steps, kustomization, alike }) => {
    const key = JSON.stringify(object);
    const trees = seen.get(key) ?? new Set();
    seen.set(key, trees);
    return [kustomization, ...alike].flatMap((each) => {
      const own = tree.within.get(each) ?? tree;
      if (trees.has(own)) return [];
      trees.add(own);
      const view = podIn(pod, object, steps);
      return view === null ? [] : [{ ...view, kustomization: each }];
    });
  });
}

/** The index across files as a pod sees it. */
export function treeFor({ kustomization }: Pod, tree: Tree): Tree {
  return kustomization === undefined ? tree : (tree.within.get(kustomization) ?? tree);
}

/** The pod of an object that came from a pod's own, with places where a person finds each part. */
export function podIn(pod: Pod, object: ValueMap, steps: readonly Step[]): Pod | null {
  const path = podPathOf(pod);
  const spec = mapAt(object, path);
  if (spec === undefined) return null;
  const template = path.length > 1 ? (mapAt(object, path.slice(0, -1)) ?? {}) : object;
  const metadata = mapAt(object, ['metadata']) ?? {};
  const containers = (list: string, kind: Container['kind']): readonly Container[] =>
    listAt(spec, [list]).flatMap((value, index) =>
      isMap(value) ? [renderedContainer(pod, value, { kind, index, list }, steps)] : [],
    );
  const inits = containers(pod.keys.init, 'init');
  const native = new Set(inits.filter(isNative).map(({ name }) => name));
  return {
    ...pod,
    renderings: [],
    written: pod.written ?? pod,
    at: { document: 0, path },
    workload: {
      ...pod.workload,
      name: textAt(metadata, ['name']) ?? '',
      namespace: textAt(metadata, ['namespace']) ?? '',
      labels: mapAt(metadata, ['labels']) ?? {},
      annotations: mapAt(metadata, ['annotations']) ?? {},
      object,
    },
    spec,
    podLabels: mapAt(template, ['metadata', 'labels']) ?? {},
    podAnnotations: mapAt(template, ['metadata', 'annotations']) ?? {},
    // A patch that does not know yet that its container is native made this copy: it will follow.
    containers: containers(pod.keys.containers, 'container').filter(
      ({ name, image }) => image !== null || !native.has(name),
    ),
    initContainers: inits,
  };
}

interface Where {
  readonly kind: Container['kind'];
  readonly index: number;
  readonly list: string;
}

function renderedContainer(
  pod: Pod,
  value: ValueMap,
  { kind, index, list }: Where,
  steps: readonly Step[],
): Container {
  const name = textAt(value, ['name']) ?? '';
  const own = (kind === 'container' ? pod.containers : pod.initContainers).find(
    (container) => container.name === name,
  );
  if (own !== undefined && isDeepStrictEqual(own.value, value))
    return own.index === index ? own : { ...own, index };
  return containerOf(value, {
    kind,
    index,
    place: own?.place ?? placeOfPatch(steps, list, name) ?? pod.place,
    directives: own?.directives ?? [],
  });
}

/** The patch that brought a container in. */
function placeOfPatch(steps: readonly Step[], list: string, name: string): Place | null {
  const speaks = (value: unknown): boolean => JSON.stringify(value).includes(JSON.stringify(name));
  const step = steps.find(
    ({ patch }) => JSON.stringify(patch.value).includes(list) && speaks(patch.value),
  );
  return step?.patch.place ?? null;
}
