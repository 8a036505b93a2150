import picomatch from 'picomatch';
import type { Container } from '../../model/container.js';
import type { RoleGlob, Settings } from '../../model/settings.js';
import { isMadeOf } from '../../text/wildcards.js';

export type RoleGlobs = Pick<Settings, 'sidecars' | 'keeps'>;

const IMAGE = 'image:';

/** A container's name, or after `image:` its whole image as written; `*` takes `/` too. */
export function matchesGlob(glob: RoleGlob, container: Pick<Container, 'name' | 'image'>): boolean {
  const byImage = glob.text.startsWith(IMAGE);
  const pattern = byImage ? glob.text.slice(IMAGE.length) : glob.text;
  const text = byImage ? (container.image ?? '') : container.name;
  if (text === '' || pattern === '') return false;
  // Stars alone are matched in one pass, however many there are.
  if (/^[\w.:/@*-]{1,512}$/.test(pattern)) return isMadeOf(text, pattern.split(/\*{1,512}/));
  return picomatch.isMatch(text, pattern, { bash: true, dot: true });
}

/** The globs that matched no container: most likely a typing error. */
export function unusedGlobs(
  globs: RoleGlobs,
  containers: readonly Pick<Container, 'name' | 'image'>[],
): readonly string[] {
  return [...globs.sidecars, ...globs.keeps]
    .filter((glob) => !containers.some((container) => matchesGlob(glob, container)))
    .map(({ source, text }) => `${source} ${text}: matches no container; check the spelling`);
}
