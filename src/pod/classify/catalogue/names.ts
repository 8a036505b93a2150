import { CATALOGUE, familiesOf } from './families.js';
import type { Family } from './family.js';
import { dashed, repositoryOf } from './image.js';
import { BUILDS } from './suffixes.js';

/** Names of families that are as well words for what an application does. */
const COMMON: ReadonlySet<string> = new Set([
  ...['vector', 'medusa', 'stash', 'xray', 'warp', 'esp', 'opa', 'elector', 'healthz'],
  ...[
    'authenticator',
    'authservice',
    'ext-authz',
    'openvpn',
    'wireguard',
    'pgpool',
    'envoy',
    'nginx',
  ],
  ...[
    'haproxy',
    'squid',
    'traefik',
    'caddy',
    'varnish',
    'socat',
    'privoxy',
    'tinyproxy',
    'stunnel',
  ],
  ...['vouch', 'pomerium', 'ngrok', 'inlets', 'datadog', 'newrelic', 'alloy', 'statsd', 'collectd'],
  ...['chrony', 'ntp', 'netdata', 'teleport', 'backup-restore', 'backup-agent', 'fsfreeze', 'mosn'],
  ...['autoinstrument', 'beyla', 'sumologic', 'papertrail', 'logstash', 'connect-sync', 'buildkit'],
  ...['machine-agent', 'mtail', 'maxscale', 'proxysql', 'redis-proxy', 'oidc-proxy', 'saml-proxy'],
  ...['ssh-proxy', 'nginx-proxy', 'squid-proxy', 'openid-proxy', 'rclone', 'rsyslog', 'telegraf'],
  ...['config-reload', 'config-reloader', 'time-sync', 'cloudsql', 'log-tailer', 'logtailer'],
]);

/** Words in the name of an image that do not say what it is. */
const EMPTY: ReadonlySet<string> = new Set([
  ...['proxy', 'agent', 'helper', 'side', 'car', 'base', 'custom', 'mirror', 'mirrored', 'runtime'],
  ...['placeholder', 'replace', 'replaced', 'me', 'todo', 'tbd', 'changeme', 'unset', 'example'],
  ...['registry', 'repo', 'repository', 'local', 'internal', 'origin', 'ose', 'the', 'my', 'our'],
  ...['auth', 'server', 'service', 'client', 'daemon', 'build', 'release', 'prod', 'test', 'dev'],
]);

const BY_NAME: ReadonlyMap<string, Family> = new Map(
  // The first family that goes by a name has it.
  [...CATALOGUE].reverse().flatMap((family) => family.names.map((name) => [name, family] as const)),
);

/** Whether a name is one that a family goes by under an image that nobody knows. */
export function knowsName(name: string): boolean {
  return BY_NAME.has(name);
}

export interface Named {
  readonly family: Family;
  /** false: the name is a common word, or the image says another one. */
  readonly sure: boolean;
}

/** The family that a container is named as; null where its image is known to be something else. */
export function namedAs(name: string, image: string | null): Named | null {
  const family = BY_NAME.get(name);
  if (family === undefined) return null;
  const families = image === null ? [] : familiesOf(image);
  // Its own image without what the family wants of it: a client, say, and no daemon.
  if (families.length > 0) return families.includes(family) ? { family, sure: false } : null;
  return { family, sure: !COMMON.has(name) && saysNothingElse(family, image ?? '') };
}

/** `acme/x`, `acme/acme-oauth-proxy:1`, `${IMAGE}`: whatever else an image is called is what it is. */
function saysNothingElse(family: Family, image: string): boolean {
  const parts = repositoryOf(image.replace(/[$]?[{(][^{}()]{0,200}[})]+/g, '')).split('/');
  const known = new Set(
    [...family.names, ...family.images, ...family.programs, ...parts.slice(0, -1)].flatMap(wordsOf),
  );
  return wordsOf(parts.at(-1) ?? '').every(
    (word) => word.length < 2 || /^v?\d/.test(word) || known.has(word) || isEmptyWord(word),
  );
}

function isEmptyWord(word: string): boolean {
  return EMPTY.has(word) || BUILDS.has(word);
}

function wordsOf(text: string): readonly string[] {
  return dashed(text).split(/[^a-z0-9]+/);
}
