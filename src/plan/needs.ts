import type { Container } from '../model/container.js';
import type { Pod } from '../model/pod.js';
import { isMap, listAt } from '../model/value.js';
import { mountsOf } from '../pod/classify/command.js';
import { podGraph } from '../pod/facts/graph/pod-graph.js';
import { startsCopyOf } from './copies.js';
import { usesSocketOf } from './sockets.js';

/**
 * Why an init container needs a sidecar to run first, as a clause, or null. In the legacy
 * form it could not work at all, so the signs are an address on localhost, a socket that the
 * sidecar makes, or a second copy of the sidecar.
 */
export function needOf(init: Container, sidecar: Container, pod: Pod): string | null {
  const dial = podGraph(pod)
    .from(init)
    .find(({ kind, to }) => kind === 'dials' && to === sidecar);
  if (dial?.port !== undefined) return `it connects to port ${dial.port} of ${sidecar.name}`;
  if (startsCopyOf(init, sidecar)) return `it starts a copy of ${sidecar.name} of its own`;
  const socket = usesSocketOf(init, sidecar, pod);
  return socket === null
    ? null
    : `it uses the socket directory ${socket.path} that ${sidecar.name} fills`;
}

/** Volumes that nobody in a pod can write to. */
const READ_ONLY = ['configMap', 'secret', 'downwardAPI', 'projected', 'image'];

/** The volume that an init container may fill and a sidecar uses, or null. */
export function feedOf(init: Container, sidecar: Container, pod: Pod): string | null {
  const theirs = new Set(mountsOf(sidecar).map(({ volume }) => volume));
  const socket = usesSocketOf(init, sidecar, pod)?.volume;
  const feed = mountsOf(init).find(
    ({ volume, readOnly }) =>
      !readOnly && theirs.has(volume) && volume !== socket && isWritable(volume, pod),
  );
  return feed?.volume ?? null;
}

function isWritable(name: string, { spec }: Pod): boolean {
  const volume = listAt(spec, ['volumes']).find((entry) => isMap(entry) && entry.name === name);
  return !isMap(volume) || !READ_ONLY.some((source) => Object.hasOwn(volume, source));
}
