import { viewsOf } from '../kustomize/rewrite/views.js';
import { isNative } from '../model/container.js';
import { push } from '../model/groups.js';
import type { Pod } from '../model/pod.js';
import { EMPTY_TREE } from '../model/tree.js';
import type { FileChange } from './model.js';

/** A pod before the change, the same after it, and the names of what moved. */
export interface PodPair {
  readonly before: Pod;
  readonly after: Pod;
  readonly moved: ReadonlySet<string>;
}

/** The pods that are there on both sides; one that the change brings or takes away is none. */
export function pairsOf(
  before: readonly Pod[],
  after: readonly Pod[],
  changes: readonly FileChange[],
): readonly PodPair[] {
  const now = new Map(changes.map(({ from, path }) => [from, path] as const));
  const free = new Map<string, Pod[]>();
  const byPath = new Map<string, Pod[]>();
  for (const pod of after) {
    push(free, `${pod.path} ${keyOf(pod)}`, pod);
    push(byPath, pod.path, pod);
  }
  const taken = new Set<Pod>();
  const found = new Map<Pod, Pod>();
  const take = (pod: Pod, other: Pod | undefined): void => {
    if (other === undefined) return;
    taken.add(other);
    found.set(pod, other);
  };
  for (const pod of before) {
    const path = now.get(pod.path) ?? pod.path;
    take(
      pod,
      free.get(`${path} ${keyOf(pod)}`)?.find((each) => !taken.has(each)),
    );
  }
  // A workload that was renamed stands where it stood; one that went to another file has its name.
  const elsewhere = new Map<string, Pod[]>();
  for (const pod of after) if (!taken.has(pod)) push(elsewhere, keyOf(pod), pod);
  for (const pod of before) {
    if (found.has(pod)) continue;
    const path = now.get(pod.path) ?? pod.path;
    const here = byPath.get(path)?.find((each) => !taken.has(each) && samePlace(pod, each));
    take(pod, here ?? elsewhere.get(keyOf(pod))?.find((each) => !taken.has(each)));
  }
  return before.flatMap((pod) => {
    const other = found.get(pod);
    return other === undefined ? [] : [{ before: pod, after: other, moved: movedIn(pod, other) }];
  });
}

/** What a person would call the same pod: its object and the place in it. */
function keyOf({ transform, workload, values, at, keys }: Pod): string {
  const { apiVersion, kind, namespace, name } = workload;
  const place = values === undefined ? [] : [...values.path.slice(0, -1), keys.containers];
  const path = values === undefined ? at.path : [at.document, ...place];
  return JSON.stringify([transform, apiVersion.split('/')[0], kind, namespace, name, path]);
}

function samePlace(pod: Pod, other: Pod): boolean {
  const word = ({ transform, workload, at }: Pod): string =>
    JSON.stringify([transform, workload.kind, at]);
  return word(pod) === word(other);
}

/** Everything that runs in a pod under a name: as it is written, and as kustomizations make it. */
interface Names {
  readonly apps: ReadonlySet<string>;
  /** Whether it is a native sidecar. */
  readonly inits: ReadonlyMap<string, boolean>;
}

/**
 * Names that were containers, and are init containers now: of whichever form, and still in both
 * lists perhaps.
 */
function movedIn(before: Pod, after: Pod): ReadonlySet<string> {
  const [was, is] = [namesOf(before), namesOf(after)];
  const moved = new Set<string>();
  const gone: string[] = [];
  for (const name of was.apps) {
    if (was.inits.has(name)) continue;
    if (is.inits.has(name)) moved.add(name);
    else if (!is.apps.has(name)) gone.push(name);
  }
  // One that got another name on its way is the one that went when a native sidecar came.
  const come = [...is.inits].filter(
    ([name, native]) => native && !was.inits.has(name) && !was.apps.has(name),
  );
  if (come.length > 0 && come.length === gone.length) for (const name of gone) moved.add(name);
  return moved;
}

function namesOf(pod: Pod): Names {
  const apps = new Set<string>();
  const inits = new Map<string, boolean>();
  for (const view of [pod, ...viewsOf(pod, EMPTY_TREE)]) {
    for (const { name } of view.containers) apps.add(name);
    for (const container of view.initContainers)
      inits.set(container.name, isNative(container) || inits.get(container.name) === true);
  }
  return { apps, inits };
}
