import { baseOf } from '../classify/catalogue/image.js';
import { commandText, mountsOf, portNumbers } from '../classify/command.js';
import type { Container, EffectivePod } from '../model/pod.js';
import { isMap, listAt } from '../model/value.js';
import { usesSocketOf } from './sockets.js';

/**
 * Why an init container needs a sidecar to run first, as a clause, or null. In the legacy
 * form it could not work at all, so the signs are an address on localhost, a socket that the
 * sidecar makes, or a second copy of the sidecar.
 */
export function needOf(init: Container, sidecar: Container): string | null {
  const port = portUsed(init, sidecar);
  if (port !== null) return `it talks to port ${port} of ${sidecar.name}`;
  if (runsInBackground(init, sidecar)) return `it starts a copy of ${sidecar.name} of its own`;
  const socket = usesSocketOf(init, sidecar);
  return socket === null
    ? null
    : `it uses the socket directory ${socket.path} that ${sidecar.name} fills`;
}

/** Volumes that nobody in a pod can write to. */
const READ_ONLY = ['configMap', 'secret', 'downwardAPI', 'projected', 'image'];

/** The volume that an init container may fill and a sidecar uses, or null. */
export function feedOf(init: Container, sidecar: Container, pod: EffectivePod): string | null {
  const theirs = new Set(mountsOf(sidecar).map(({ volume }) => volume));
  const socket = usesSocketOf(init, sidecar)?.volume;
  const feed = mountsOf(init).find(
    ({ volume, readOnly }) =>
      !readOnly && theirs.has(volume) && volume !== socket && isWritable(volume, pod),
  );
  return feed?.volume ?? null;
}

function isWritable(name: string, { spec }: EffectivePod): boolean {
  const volume = listAt(spec, ['volumes']).find((entry) => isMap(entry) && entry.name === name);
  return !isMap(volume) || !READ_ONLY.some((source) => Object.hasOwn(volume, source));
}

function portUsed(init: Container, sidecar: Container): number | null {
  const values = envValues(init);
  const text = [commandText(init), ...values].join(' ');
  const local = values.some((value) => /^(?:localhost|127\.0\.0\.1|::1)$/.test(value));
  for (const port of portsOf(sidecar)) {
    const address = new RegExp(
      // `localhost:5432`, `nc -z localhost 5432`, `psql -h 127.0.0.1 -p 5432`
      `(?:localhost|127\\.0\\.0\\.1|\\[::1\\])(?::|\\s+(?:-[pP]\\s*|--port[=\\s])?)${port}(?![\\d.])`,
    );
    if (address.test(text) || (local && values.includes(String(port)))) return port;
  }
  return null;
}

/**
 * Declared and probed ports, and those that arguments say it listens on: `--port=5432`, `tcp:3306`,
 * `--listen-address=127.0.0.1:9187`, `:8080`. Other addresses on localhost are what it dials.
 */
function portsOf(container: Container): ReadonlySet<number> {
  const ports = new Set(portNumbers(container));
  for (const match of commandText(container).matchAll(
    /(?:--?(?:[\w-]*-)?port[= ]|tcp:(?:[\d.]+:)?|--?[\w.-]*(?:listen|bind)[\w.-]*[= ](?:localhost|[\d.]+):|[= ]:)(\d{2,5})\b/g,
  ))
    ports.add(Number(match[1]));
  return ports;
}

function envValues(container: Container): readonly string[] {
  return listAt(container.value, ['env']).flatMap((entry) =>
    isMap(entry) && (typeof entry.value === 'string' || typeof entry.value === 'number')
      ? [String(entry.value)]
      : [],
  );
}

/** Images and commands that say nothing about what runs in them. */
const GENERIC = new Set([
  'alpine',
  'ash',
  'bash',
  'busybox',
  'dash',
  'debian',
  'dumb-init',
  'env',
  'exec',
  'java',
  'nice',
  'node',
  'nohup',
  'python',
  'python3',
  'ruby',
  'sh',
  'sidecar',
  'tini',
  'ubuntu',
]);

/** `proxy & migrate; kill`: a one-shot mode of the same image without `&` is no need. */
function runsInBackground(init: Container, sidecar: Container): boolean {
  const names = namesOf(sidecar);
  if (names.size === 0) return false;
  for (const [, started] of commandText(init).matchAll(
    /((?:[^&|;\n]|[&>]&|&>|&\d)*)(?<![&>|])&(?=[\s;)]|$)/g,
  ))
    if ((started ?? '').split(/[\s"'/=(]+/).some((word) => names.has(word))) return true;
  return false;
}

function namesOf(sidecar: Container): ReadonlySet<string> {
  const command = listAt(sidecar.value, ['command'])[0];
  const binary = typeof command === 'string' ? (command.split('/').at(-1) ?? '') : '';
  const image = baseOf(sidecar.image ?? '');
  return new Set(
    [binary, image, image.replaceAll('-', '_')].filter(
      (name) => name.length > 2 && !GENERIC.has(name),
    ),
  );
}
