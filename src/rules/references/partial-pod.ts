import { rowFor } from '../../manifest/kinds/kinds.js';
import type { Container } from '../../model/container.js';
import type { Addition, Pod } from '../../model/pod.js';
import type { Hit, Subject } from '../../model/rule.js';
import { mapAt } from '../../model/value.js';
import { blocks, warns } from '../define.js';

/** Containers without an image are filled in from a base; moving a part of one makes two halves. */
export function partialPod({
  pod,
  container,
  settings,
}: Subject): readonly Hit<'block' | 'warn'>[] {
  // What has no image in values is a change of a container that the chart makes (SM527).
  if (pod.values !== undefined) return [];
  const { apiVersion, kind } = pod.workload;
  const { addition, operated } = pod;
  if (addition !== undefined) return [added(pod, container, addition)];
  // An operator fills in its own container in the same way: that one has no base in any file.
  const known = rowFor(apiVersion, kind, settings.customKinds)?.ownNames ?? [];
  const own = [...known, ...(operated?.ownNames ?? [])];
  const partial = [...pod.containers, ...pod.initContainers].filter(
    ({ image, name }) => image === null && !own.includes(name),
  );
  if (partial.length === 0) return [];
  const names = partial.map(({ name }) => name).join(', ');
  if (isSkeleton(pod) && container.image !== null)
    return warns(
      `${names} has no image here, and no kustomization refers to this file: something else adds the image before the file is applied`,
      `check that nothing looks for ${container.name} under containers, then accept SM512`,
    );
  return blocks(
    `this file holds only part of a pod: ${names} has no image here, so ${container.name} is merged into a base that is not part of this run`,
    'migrate the base together with this file, or move the container by hand in both',
  );
}

/** A whole workload but for an image, which selects its own pods: no patch says all of that. */
function isSkeleton({ workload, renderings, kustomization, podLabels }: Pod): boolean {
  const selector = mapAt(workload.object, ['spec', 'selector', 'matchLabels']) ?? {};
  return (
    renderings.length === 0 &&
    kustomization === undefined &&
    workload.name !== '' &&
    Object.keys(selector).length > 0 &&
    Object.entries(selector).every(([key, value]) => podLabels[key] === value)
  );
}

/** The main container is elsewhere: nobody here sees what waits for what, nor the other half. */
function added(
  { workload: { kind } }: Pod,
  { name }: Container,
  { target, written, instead }: Addition,
): Hit<'block'> {
  const whose =
    target === '' ? 'a pod that is defined elsewhere' : `${target}, which is not defined here`;
  return {
    severity: 'block',
    message: `${kind} adds ${name} to ${whose}, by ${written}`,
    remedy: `check that the pod may start after the sidecar, then add it to ${instead} with restartPolicy: Always`,
  };
}
