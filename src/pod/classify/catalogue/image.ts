import { BUILDS } from './suffixes.js';

/**
 * The repository path of an image without tag and digest. A `:` before the last `/` is the port of
 * a registry.
 */
export function repositoryOf(image: string): string {
  const digest = image.indexOf('@');
  const bare = digest < 0 ? image : image.slice(0, digest);
  const tag = bare.indexOf(':', bare.lastIndexOf('/') + 1);
  return tag < 0 ? bare : bare.slice(0, tag);
}

/** The tag of an image; empty where it has none. */
export function tagOf(image: string): string {
  const bare = image.split('@')[0] ?? '';
  const tag = bare.indexOf(':', bare.lastIndexOf('/') + 1);
  return tag < 0 ? '' : bare.slice(tag + 1);
}

/** The last part of the repository path: what the image is called through every mirror. */
export function baseOf(image: string): string {
  const repository = repositoryOf(image);
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** Whether an image, through any registry or mirror, ends as a pattern of the catalogue says. */
export function matchesImage(
  image: string,
  pattern: string,
  suffixes: readonly string[] = [],
): boolean {
  const have = repositoryOf(image).toLowerCase().split('/');
  const want = pattern.split('/');
  const base = dashed(want.at(-1) ?? '');
  const tail = have.slice(-want.length);
  return (
    tail.length === want.length &&
    want.slice(0, -1).every((part, i) => tail[i] === part) &&
    isBuildOf(dashed(tail.at(-1) ?? ''), base, suffixes)
  );
}

/** The shorter names that a name may be a build of, itself the first: `a-b-debug`, `a-b`, `a`. */
export function stems(base: string): readonly string[] {
  const words = dashed(base).split('-').slice(0, MOST_WORDS);
  return words.map((_, i) => words.slice(0, words.length - i).join('-'));
}

/** No name of an image has more words, and what has is nobody's. */
const MOST_WORDS = 16;

function isBuildOf(have: string, base: string, suffixes: readonly string[]): boolean {
  if (have === base) return true;
  if (!have.startsWith(`${base}-`)) return false;
  const ending = have.slice(base.length + 1);
  return (
    suffixes.includes(ending) ||
    ending.split('-').every((word) => BUILDS.has(word) || suffixes.includes(word))
  );
}

/** Publishers write `redis_exporter` and `redis-exporter`. */
export function dashed(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}
