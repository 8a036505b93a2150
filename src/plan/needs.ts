import { baseOf } from '../classify/catalogue/image.js';
import { commandText, mountsOf, portNumbers } from '../classify/command.js';
import type { Container } from '../model/pod.js';
import { isMap, listAt } from '../model/value.js';

/**
 * Why an init container needs a sidecar to run first, as a clause, or null. In the legacy form it
 * could not work at all, so the signs are an address on localhost or a second copy of the sidecar.
 */
export function needOf(init: Container, sidecar: Container): string | null {
  const text = `${commandText(init)} ${envText(init)}`;
  for (const port of portsOf(sidecar))
    if (new RegExp(`(?:localhost|127\\.0\\.0\\.1|\\[::1\\]):${port}\\b`).test(text))
      return `it talks to port ${port} of ${sidecar.name}`;
  if (runsInBackground(init, sidecar)) return `it starts a copy of ${sidecar.name} of its own`;
  const socket = sharedSocket(init, sidecar);
  return socket === null
    ? null
    : `it uses the socket directory ${socket} that ${sidecar.name} fills`;
}

/** The volume that an init container fills and a sidecar uses, or null. */
export function feedOf(init: Container, sidecar: Container): string | null {
  const theirs = new Set(mountsOf(sidecar).map(({ volume }) => volume));
  return (
    mountsOf(init).find(({ volume, readOnly }) => !readOnly && theirs.has(volume))?.volume ?? null
  );
}

/** Declared and probed ports, and those that arguments name: `--port=5432`, `tcp:3306`, `=:8080`. */
function portsOf(container: Container): ReadonlySet<number> {
  const ports = new Set(portNumbers(container));
  for (const match of commandText(container).matchAll(
    /(?:--?(?:[\w-]*-)?port[= ]|tcp:(?:[\d.]+:)?|(?:localhost|127\.0\.0\.1|0\.0\.0\.0):|[= ]:)(\d{2,5})\b/g,
  ))
    ports.add(Number(match[1]));
  return ports;
}

function envText(container: Container): string {
  return listAt(container.value, ['env'])
    .map((entry) => (isMap(entry) ? String(entry.value ?? '') : ''))
    .join(' ');
}

/** `proxy & migrate; kill`: a one-shot mode of the same image without `&` is no need. */
function runsInBackground(init: Container, sidecar: Container): boolean {
  const text = commandText(init);
  if (!/[^&>]&(?![&>\d])/.test(text)) return false;
  const command = listAt(sidecar.value, ['command'])[0];
  const binary = typeof command === 'string' ? command.split('/').at(-1) : undefined;
  const names = [
    binary,
    baseOf(sidecar.image ?? ''),
    baseOf(sidecar.image ?? '').replaceAll('-', '_'),
  ];
  return names.some((name) => name !== undefined && name.length > 3 && text.includes(name));
}

function sharedSocket(init: Container, sidecar: Container): string | null {
  const text = `${commandText(init)} ${envText(init)}`;
  for (const mount of mountsOf(sidecar)) {
    const fills = !mount.readOnly && commandText(sidecar).includes(mount.path);
    const theirs = mountsOf(init).find(({ volume }) => volume === mount.volume);
    if (
      fills &&
      theirs !== undefined &&
      /sock/i.test(`${mount.volume} ${mount.path}`) &&
      text.includes(theirs.path)
    )
      return theirs.path;
  }
  return null;
}
