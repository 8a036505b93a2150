import type { Hit, Subject } from '../../model/rule.js';
import { isList, isMap, type Value } from '../../model/value.js';
import { blocks, rule } from '../define.js';
import { at } from './at.js';
import { partialPod } from './partial-pod.js';
import { targets } from './selects.js';

/** A merge patch that names the sidecar under containers would bring half of it back. */
export const mergePatch = rule({
  code: 'SM512',
  title: 'a merge patch that names the sidecar',
  sources: ['kubernetes-sigs/kustomize, strategic merge by container name'],
  effects: ['blocks', 'warns'],
  harm: 'A strategic merge patch finds a container by its name. If the name is no longer in that list, it adds a second container.',
  seen: 'A patch, or a part of a pod, whose base is elsewhere.',
  fix: 'Move the container in the base and in the patch together.',
  before: `containers:
- name: proxy
  args: [--verbose]`,
  after: `initContainers:
- name: proxy
  args: [--verbose]`,
  check: (subject) => [...named(subject), ...partialPod(subject)],
});

function named({ pod, container, tree }: Subject): readonly Hit<'block'>[] {
  const { keys, addition } = pod;
  if (addition !== undefined) return [];
  const key = keys.containers;
  const merges = tree.patches.filter(({ form }) => form === 'merge');
  // An inline patch stands in its owner's file, where other objects may stand, too.
  const own = merges.find(
    ({ place, owner }) => place.path === pod.place.path && place.path !== owner,
  );
  if (own !== undefined)
    return blocks(
      `this file is a patch that ${own.owner} applies: ${container.name} is merged into a base elsewhere`,
      'move the container by hand in the base and in its patches, together',
    );
  return merges
    .filter((patch) => targets(patch, pod) && names(patch.value, key, container.name))
    .flatMap((patch) =>
      blocks(
        `a patch refers to ${container.name} under ${key} and would no longer find it (${at(patch.place)})`,
        `move ${container.name} by hand to initContainers here and in the patch, together`,
        { related: [patch.place] },
      ),
    );
}

/** Whether a patch has an item of this name in a list of this key, or orders the list by it. */
function names(value: Value | undefined, key: string, name: string): boolean {
  if (isList(value)) return value.some((item) => names(item, key, name));
  if (!isMap(value)) return false;
  return Object.keys(value).some((own) => {
    const inner = value[own];
    const isTheList = own === key || own === `$setElementOrder/${key}`;
    if (isTheList && isList(inner) && inner.some((item) => isMap(item) && item.name === name))
      return true;
    return names(inner, key, name);
  });
}
