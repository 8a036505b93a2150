import type { Container, EffectivePod } from '../../model/pod.js';
import type { Signal } from '../../model/role.js';
import { commandText, mountsOf } from '../command.js';

const FOLLOWS = /\btail\b[^|;&]{0,300}\s-(?:-follow|\w{0,40}[fF])/;

/** Follows a file on a volume that another container mounts for writing. */
export function tailsAppFile(container: Container, pod: EffectivePod): Signal | null {
  const text = commandText(container);
  if (!FOLLOWS.test(text)) return null;
  for (const mount of mountsOf(container)) {
    if (!text.includes(mount.path)) continue;
    const writer = pod.containers.find(
      (other) =>
        other !== container &&
        mountsOf(other).some((their) => their.volume === mount.volume && !their.readOnly) &&
        !FOLLOWS.test(commandText(other)),
    );
    if (writer !== undefined)
      return {
        id: 'tails-app-file',
        weight: 'shape',
        text: `it follows a file under ${mount.path} that ${writer.name} writes`,
      };
  }
  return null;
}
