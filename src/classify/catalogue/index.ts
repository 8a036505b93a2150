import type { Container } from '../../model/pod.js';
import type { Family } from './family.js';
import { HELPERS } from './helpers.js';
import { baseOf, matchesImage } from './image.js';
import { OBSERVERS } from './observers.js';
import { PROXIES } from './proxies.js';

/** Every family of images that is known to run beside something else. */
export const CATALOGUE: readonly Family[] = [...PROXIES, ...OBSERVERS, ...HELPERS];

/** Poolers and caches that other pods may use as well: the application where there is no other. */
export const SERVES_ALONE: ReadonlySet<string> = new Set([
  ...['pgbouncer', 'pgcat', 'pgpool', 'odyssey', 'proxysql', 'mcrouter', 'twemproxy'],
]);

export interface Known {
  readonly family: Family;
  readonly by: 'image' | 'name';
}

/** Families by the last part of their images' names, which every mirror keeps. */
const BY_BASE = new Map<string, Family[]>();
/** Those with a pattern that a look-up by name cannot find. */
const BY_PATTERN: Family[] = [];
for (const family of CATALOGUE) {
  if (family.images.some((pattern) => pattern.includes('*'))) BY_PATTERN.push(family);
  for (const pattern of family.images) {
    const base = pattern.slice(pattern.lastIndexOf('/') + 1);
    const known = BY_BASE.get(base);
    if (known === undefined) BY_BASE.set(base, [family]);
    else if (!known.includes(family)) known.push(family);
  }
}

/** What the catalogue knows a container as: by its image, else by its exact name. */
export function lookUp(container: Container): Known | null {
  const { image, name } = container;
  if (image !== null && image !== '') {
    const found = familiesOf(image).find((family) => holds(family, container));
    if (found !== undefined) return { family: found, by: 'image' };
  }
  const found = CATALOGUE.find((family) => family.names.includes(name));
  return found === undefined ? null : { family: found, by: 'name' };
}

/** Whether an image is one of a known family, whatever else would have to hold. */
export function knowsImage(image: string): boolean {
  return familiesOf(image).length > 0;
}

const NAMES = new Set(CATALOGUE.flatMap(({ names }) => names));

/** Whether a name is one that a family goes by under an image that nobody knows. */
export function knowsName(name: string): boolean {
  return NAMES.has(name);
}

/** A tree says the same few images again and again. */
const FOUND = new Map<string, readonly Family[]>();
const MOST_FOUND = 10_000;

function familiesOf(image: string): readonly Family[] {
  const known = FOUND.get(image);
  if (known !== undefined) return known;
  const near = BY_BASE.get(baseOf(image).toLowerCase()) ?? [];
  const found = [...near, ...BY_PATTERN].filter((family) =>
    family.images.some((pattern) => matchesImage(image, pattern)),
  );
  if (FOUND.size >= MOST_FOUND) FOUND.clear();
  FOUND.set(image, found);
  return found;
}

function holds(family: Family, container: Container): boolean {
  return family.when?.(container) ?? true;
}
