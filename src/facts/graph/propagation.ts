import type { Relation } from '../../model/relations.js';
import { isRunning, overlap, type Scene, type Use } from './scene.js';

/**
 * Who sees what exactly one other container mounts under a volume: that one has `Bidirectional` there,
 * and this one `HostToContainer` (kubernetes.io docs, concepts/storage/volumes, mount propagation).
 */
export function propagation(scene: Scene): readonly Relation[] {
  return [...scene.volumes.values()].flatMap(({ name, uses }) => {
    const running = uses.filter(({ container }) => isRunning(container));
    const mounters = running.filter((use) => use.propagation === 'Bidirectional');
    return running
      .filter((use) => use.propagation === 'HostToContainer')
      .flatMap((use): readonly Relation[] => {
        const mounter = onlyMounterFor(use, mounters);
        if (mounter === null) return [];
        return [
          {
            ...{ kind: 'reads', from: use.container, to: mounter.container, occasion: 'run' },
            text: `sees what ${mounter.container.name} mounts on the volume ${name}`,
            node: ['volumeMounts', use.index, 'mountPropagation'],
            ...{ certainty: 'written', volume: name, path: use.path, mounted: true },
          },
        ];
      });
  });
}

function onlyMounterFor(use: Use, mounters: readonly Use[]): Use | null {
  const others = mounters.filter(
    (each) => each.container !== use.container && overlap(each, use),
  );
  const [only] = others;
  return only !== undefined && others.every(({ container }) => container === only.container)
    ? only
    : null;
}
