import { AUTH_PROXIES } from './auth-proxies.js';
import { BACKUPS } from './backups.js';
import { CSI_HELPERS } from './csi-helpers.js';
import { DATABASE_PROXIES } from './database-proxies.js';
import { DNS_RESOLVERS } from './dns-resolvers.js';
import { DOCKER } from './docker.js';
import { EXPORTERS } from './exporters.js';
import type { Family } from './family.js';
import { FILE_SYSTEM_MOUNTS } from './file-system-mounts.js';
import { baseOf, dashed, matchesImage, stems } from './image.js';
import { LOCAL_SERVERS } from './local-servers.js';
import { LOG_AGENTS } from './log-agents.js';
import { MESH_PROXIES } from './mesh-proxies.js';
import { METRICS_AGENTS } from './metrics-agents.js';
import { OPERATOR_HELPERS } from './operator-helpers.js';
import { RELOADERS } from './reloaders.js';
import { SECRET_AGENTS } from './secret-agents.js';
import { STORES } from './stores.js';
import { TRACING_AGENTS } from './tracing-agents.js';
import { TRAFFIC_PROXIES } from './traffic-proxies.js';
import { TUNNELS } from './tunnels.js';

/** Every family of images that is known to run beside something else, and what stores for others. */
export const CATALOGUE: readonly Family[] = [
  ...MESH_PROXIES,
  ...TRAFFIC_PROXIES,
  ...DATABASE_PROXIES,
  ...AUTH_PROXIES,
  ...TUNNELS,
  ...LOG_AGENTS,
  ...EXPORTERS,
  ...METRICS_AGENTS,
  ...TRACING_AGENTS,
  ...CSI_HELPERS,
  ...SECRET_AGENTS,
  ...RELOADERS,
  ...DOCKER,
  ...OPERATOR_HELPERS,
  ...BACKUPS,
  ...LOCAL_SERVERS,
  ...DNS_RESOLVERS,
  ...FILE_SYSTEM_MOUNTS,
  ...STORES,
];

/** Families by the last part of their images' names, which every mirror keeps. */
const BY_BASE = index(({ images }) =>
  images.map((pattern) => dashed(pattern.slice(pattern.lastIndexOf('/') + 1))),
);

/** Families by what they are started with, where it is nobody else's. */
const BY_PROGRAM = index(({ programs }) => programs.map(dashed));

/** Words that many a program is called by. */
const ANYBODY: ReadonlySet<string> = new Set([
  ...['agent', 'manager', 'step', 'docker', 'envoy-redis', 'backup', 'npx', 'init.sh'],
]);

function index(keys: (family: Family) => readonly string[]): ReadonlyMap<string, Family[]> {
  const found = new Map<string, Family[]>();
  for (const family of CATALOGUE)
    for (const key of new Set(keys(family))) found.set(key, [...(found.get(key) ?? []), family]);
  return found;
}

/** A tree says the same few images again and again. */
const FOUND = new Map<string, readonly Family[]>();
const MOST_FOUND = 10_000;

/** The families that an image may be of, whatever else would have to hold. */
export function familiesOf(image: string): readonly Family[] {
  const known = FOUND.get(image);
  if (known !== undefined) return known;
  const found = [...new Set(unmirrored(image).flatMap(familiesOfName))];
  if (FOUND.size >= MOST_FOUND) FOUND.clear();
  FOUND.set(image, found);
  return found;
}

function familiesOfName(image: string): readonly Family[] {
  return stems(baseOf(image))
    .flatMap((stem) => BY_BASE.get(stem) ?? [])
    .filter(({ images, suffixes }) =>
      images.some((pattern) => matchesImage(image, pattern, suffixes)),
    );
}

const MIRRORED = 'mirrored-';

/** `rancher/mirrored-kiwigrid-k8s-sidecar`: which dash was the slash, nobody can tell. */
function unmirrored(image: string): readonly string[] {
  const base = baseOf(image);
  if (!base.startsWith(MIRRORED)) return [image];
  const words = base.slice(MIRRORED.length).split('-').slice(0, 16);
  return words
    .slice(1)
    .map((_, i) => `${words.slice(0, i + 1).join('-')}/${words.slice(i + 1).join('-')}`);
}

/** The family that a program is of by its name alone, or null. */
export function familyOfProgram(name: string): Family | null {
  const found = familiesOfProgram(name);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The families that a program may be of: one with many sub-commands is several things. */
export function familiesOfProgram(name: string): readonly Family[] {
  const key = dashed(name);
  return ANYBODY.has(key) ? [] : (BY_PROGRAM.get(key) ?? []);
}
