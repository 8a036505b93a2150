import type { Container } from '../model/container.js';
import type { Pod } from '../model/pod.js';
import { isMap, listAt } from '../model/value.js';
import { commandText, type Mount, mountsOf } from '../pod/classify/command.js';
import { escaped } from '../text/escaped.js';

/** The mount through which an init container reaches a Unix socket that a sidecar makes, or null. */
export function usesSocketOf(init: Container, sidecar: Container, pod: Pod): Mount | null {
  const sockets = new Set(socketMounts(sidecar, pod).map(({ volume }) => volume));
  const mount = mountsOf(init).find(({ volume }) => sockets.has(volume));
  return mount === undefined || prepares(init, mount) ? null : mount;
}

/**
 * Where a sidecar may write and its arguments name the directory: as one that it listens in, or one
 * that is called after a socket. A directory of the node holds somebody else's sockets.
 */
function socketMounts(sidecar: Container, pod: Pod): readonly Mount[] {
  const text = commandText(sidecar);
  return mountsOf(sidecar).filter(({ volume, path, readOnly }) => {
    if (readOnly || !text.includes(path) || isOfTheNode(volume, pod)) return false;
    const directory = escaped(path.replace(/\/$/, ''));
    if (dials(directory).test(text)) return false;
    return /sock/i.test(`${volume} ${path}`) || listens(directory).test(text);
  });
}

/** `--unix-socket /cloudsql`, `-dir=/cloudsql`, `--listen=unix:///run/spire/agent.sock`. */
function listens(directory: string): RegExp {
  return new RegExp(
    `--?(?:dir|[\\w.-]{0,40}(?:socket|sock|listen|bind)[\\w.-]{0,40})[=\\s](?:unix:)?(?://)?${directory}(?![\\w-])`,
  );
}

/** A CSI helper and its like connect to the socket of the application. */
function dials(directory: string): RegExp {
  return new RegExp(
    `--?(?:csi-address|connect|server|upstream|target|backend|remote)[\\w-]{0,40}[=\\s](?:unix:)?(?://)?${directory}(?![\\w-])`,
  );
}

/** An init container that makes or owns the directory comes first: it feeds the sidecar. */
function prepares(init: Container, { path }: Mount): boolean {
  return new RegExp(
    `\\b(?:chown|chmod|mkdir|cp|mv|rm|touch|install|ln)\\s[^;&|\\n]{0,300}${escaped(path)}(?![\\w-])`,
  ).test(commandText(init));
}

function isOfTheNode(name: string, { spec }: Pod): boolean {
  const volume = listAt(spec, ['volumes']).find((entry) => isMap(entry) && entry.name === name);
  return isMap(volume) && Object.hasOwn(volume, 'hostPath');
}
