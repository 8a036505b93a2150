import type { Container, EffectivePod } from '../../model/pod.js';
import type { Signal } from '../../model/role.js';
import { isMap, listAt } from '../../model/value.js';
import { mountsOf } from '../command.js';

/**
 * One side writes a volume, the other may only read it: a syncer that feeds an application, or a
 * shipper that reads what it leaves. Two writers say nothing.
 */
export function sharesVolume(container: Container, pod: EffectivePod): Signal | null {
  for (const mount of mountsOf(container)) {
    if (isConfiguration(pod, mount.volume)) continue;
    for (const other of pod.containers) {
      if (other === container) continue;
      const theirs = mountsOf(other).find(({ volume }) => volume === mount.volume);
      if (theirs === undefined || theirs.readOnly === mount.readOnly) continue;
      const text = mount.readOnly
        ? `it only reads the volume ${mount.volume} that ${other.name} writes`
        : `it writes the volume ${mount.volume} that ${other.name} only reads`;
      return { id: 'shares-volume', weight: 'shape', text };
    }
  }
  return null;
}

/** Nobody in the pod writes these, whether the mount says so or not. */
function isConfiguration({ spec }: EffectivePod, volume: string): boolean {
  return listAt(spec, ['volumes']).some(
    (entry) =>
      isMap(entry) &&
      entry.name === volume &&
      ['secret', 'configMap', 'projected', 'downwardAPI', 'csi'].some((kind) => kind in entry),
  );
}
