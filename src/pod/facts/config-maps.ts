import type { Container } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import { isMap, listAt } from '../../model/value.js';
import { mountsOf } from '../classify/command.js';

/** Whether a container has the files of a ConfigMap. */
export function mountsConfigMap({ spec }: Pod, container: Container, name: string): boolean {
  const volumes = listAt(spec, ['volumes']).filter(
    (volume) => isMap(volume) && isMap(volume.configMap) && volume.configMap.name === name,
  );
  return mountsOf(container).some((mount) =>
    volumes.some((volume) => isMap(volume) && volume.name === mount.volume),
  );
}
