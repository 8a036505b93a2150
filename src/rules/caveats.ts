import type { Caveat, CaveatCode, CaveatOf } from '../model/pod.js';
import type { Hit, Subject } from '../model/rule.js';

/** What the format of a container's file has to say under a code: only a transform can know it. */
export function caveatHits<C extends CaveatCode>(
  { pod, container }: Subject,
  code: C,
): readonly Hit<CaveatOf<C>['severity']>[] {
  const isOf = (caveat: Caveat): caveat is Caveat & CaveatOf<C> =>
    caveat.code === code && caveat.names?.includes(container.name) !== false;
  return (pod.caveats ?? []).filter(isOf);
}
