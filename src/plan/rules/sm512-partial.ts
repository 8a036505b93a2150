import { rowFor } from '../../compose/kinds.js';
import type { Rule } from '../../model/rule.js';

/** Containers without an image are filled in from a base; moving a part of one makes two halves. */
export const partialPod: Rule = {
  code: 'SM512',
  title: 'a part of a pod whose base is elsewhere',
  sources: ['kubernetes-sigs/kustomize, strategic merge by container name'],
  absolute: false,
  check: ({ pod, container, settings }) => {
    // What has no image in values is a change of a container that the chart makes (SM527).
    if (pod.fragments[0].values !== undefined) return [];
    const { apiVersion, kind } = pod.workload;
    // An operator fills in its own container in the same way: that one has no base in any file.
    const own = rowFor(apiVersion, kind, settings.customKinds)?.ownNames ?? [];
    const partial = [...pod.containers, ...pod.initContainers].filter(
      ({ image, name }) => image === null && !own.includes(name),
    );
    if (partial.length === 0) return [];
    const names = partial.map(({ name }) => name).join(', ');
    return [
      {
        severity: 'block',
        message: `this is a part of a pod: ${names} has no image here, so ${container.name} is merged into a base that is not part of this run`,
        remedy: 'migrate the base together with this file, or move the container by hand in both',
      },
    ];
  },
};
