import { commandText, type Mount, mountsOf } from '../classify/command.js';
import type { Container } from '../model/pod.js';

/** Commands that put something in a place for others: they prepare a directory, they do not use it. */
const PREPARES = /(?:^|[\s;&|"'])(?:\S*\/)?(?:chown|chmod|mkdir|cp|mv|rm|touch|install|ln)\s/;

/**
 * The mounts through which a sidecar offers a Unix socket: it may write there, and its arguments
 * say that it listens there, or they name the directory and the directory is called after a socket.
 */
export function socketMounts(sidecar: Container): readonly Mount[] {
  const text = commandText(sidecar);
  return mountsOf(sidecar).filter(
    ({ volume, path, readOnly }) =>
      !readOnly &&
      text.includes(path) &&
      (/sock/i.test(`${volume} ${path}`) || listensIn(text, path)),
  );
}

/** `--unix-socket /cloudsql`, `-dir=/cloudsql`, `unix:///run/spire`, `/run/db/.s.PGSQL.5432`. */
function listensIn(text: string, path: string): boolean {
  const directory = escape(path.replace(/\/$/, ''));
  return new RegExp(
    `(?:--unix-socket(?:-path)?|-dir|unix:(?://)?)[=\\s]*${directory}(?![\\w-])|${directory}/\\S*(?:\\.sock|\\.s\\.PGSQL)`,
  ).test(text);
}

/** The directory in which an init container finds the socket of a sidecar, or null. */
export function socketUsed(init: Container, sidecar: Container): string | null {
  const theirs = usesSocketOf(init, sidecar);
  return theirs?.path ?? null;
}

/** The mount of an init container that has the socket of a sidecar in it, or null. */
export function usesSocketOf(init: Container, sidecar: Container): Mount | null {
  const sockets = new Set(socketMounts(sidecar).map(({ volume }) => volume));
  const mount = mountsOf(init).find(({ volume }) => sockets.has(volume));
  return mount === undefined || PREPARES.test(commandText(init)) ? null : mount;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
