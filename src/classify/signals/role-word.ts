import type { Container } from '../../model/pod.js';
import type { Signal } from '../../model/role.js';
import { baseOf } from '../catalogue/image.js';

/** Words that name what a container is for others. What it is for itself (web, api) says nothing. */
const ROLE_WORDS: ReadonlySet<string> = new Set([
  ...['sidecar', 'proxy', 'agent', 'exporter', 'reloader', 'reload', 'syncer', 'sync', 'shipper'],
  ...['log', 'logs', 'logger', 'logging', 'tail', 'tailer', 'forwarder', 'collector', 'metrics'],
  ...['monitor', 'monitoring', 'watcher', 'helper', 'adapter', 'ambassador', 'registrar', 'tunnel'],
  ...[
    'vpn',
    'renewer',
    'refresher',
    'rotator',
    'logrotate',
    'healthz',
    'envoy',
    'prepull',
    'backup',
  ],
]);

/** A role word in the name or in the image's own name. */
export function roleWord(container: Container): Signal | null {
  const inName = wordIn(container.name);
  if (inName !== null) return signal(`its name says ${inName}`);
  const inImage = wordIn(baseOf(container.image ?? ''));
  return inImage === null ? null : signal(`its image says ${inImage}`);
}

function wordIn(text: string): string | null {
  const joined = text
    .toLowerCase()
    .replace(/side[-_]car/, 'sidecar')
    .replace(/pre[-_]pull/, 'prepull');
  return joined.split(/[^a-z0-9]+/).find((word) => ROLE_WORDS.has(word)) ?? null;
}

function signal(text: string): Signal {
  return { id: 'role-word', weight: 'word', text };
}
