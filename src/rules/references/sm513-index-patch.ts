import type { Subject } from '../../model/rule.js';
import type { PatchReference } from '../../model/tree.js';
import { isList, isMap } from '../../model/value.js';
import { caveatHits } from '../caveats.js';
import { blocks, rule } from '../define.js';
import { at } from './at.js';
import { targets } from './selects.js';

/** Indexes behind a moved container shift: a patch by index then hits the wrong one, silently. */
export const indexPatch = rule({
  code: 'SM513',
  title: 'a patch by container index',
  sources: ['RFC 6902', 'kubernetes-sigs/kustomize patchesJson6902'],
  effects: ['blocks', 'warns'],
  harm: 'A JSON patch by index changes a different container after the move.',
  seen: 'A path such as /spec/template/spec/containers/1 on a pod that changes.',
  fix: 'Change the path in the patch together with the move.',
  before: 'path: /spec/template/spec/containers/1/image',
  after: 'path: /spec/template/spec/initContainers/0/image',
  check: (subject) => [
    ...subject.tree.patches
      .filter((patch) => patch.form === 'json6902' && targets(patch, subject.pod))
      .flatMap((patch) => {
        const path = brokenPath(patch, subject);
        return path === null
          ? []
          : blocks(
              `a patch of this workload uses ${path}, which would change a different container once ${subject.container.name} has moved (${at(patch.place)})`,
              'replace it with a strategic merge patch by name first, or change both by hand',
              { related: [patch.place] },
            );
      }),
    ...caveatHits(subject, 'SM513'),
  ],
});

/** The first path of a patch that means something else after the move, or null. */
function brokenPath(patch: PatchReference, { pod, container }: Subject): string | null {
  const { keys } = pod;
  for (const operation of isList(patch.value) ? patch.value : []) {
    if (!isMap(operation)) continue;
    for (const pointer of [operation.path, operation.from]) {
      if (typeof pointer !== 'string') continue;
      const match = new RegExp(`/(${keys.containers}|${keys.init})(?:/([^/]+))?(?:/|$)`).exec(
        pointer,
      );
      if (match === null) continue;
      const [, list, index] = match;
      // Appending stays right; so does an index in front of everything that moves.
      if (index === '-' && list === keys.containers) continue;
      if (list === keys.containers && index !== undefined && Number(index) < container.index)
        continue;
      if (list === keys.init && index !== undefined && pod.initContainers.length > Number(index))
        continue;
      if (list === keys.init && index === '-' && pod.initContainers.length > 0) continue;
      return pointer;
    }
  }
  return null;
}
