import type { Container, EffectivePod } from '../../model/pod.js';
import type { Signal } from '../../model/role.js';
import { mountsOf } from '../command.js';

/** Talks to another container through a directory of sockets that both mount. */
export function sharesSocket(container: Container, pod: EffectivePod): Signal | null {
  const mount = mountsOf(container).find(
    ({ volume, path }) => /sock/i.test(volume) || /\.sock$/.test(path),
  );
  if (mount === undefined) return null;
  const other = pod.containers.find(
    (app) => app !== container && mountsOf(app).some(({ volume }) => volume === mount.volume),
  );
  if (other === undefined) return null;
  return {
    id: 'shares-socket',
    weight: 'shape',
    text: `it shares the socket volume ${mount.volume} with ${other.name}`,
  };
}
