import picomatch from 'picomatch';
import type { Container, EffectivePod } from '../model/pod.js';
import type { RoleGlob, Settings } from '../model/settings.js';

export type RoleGlobs = Pick<Settings, 'sidecars' | 'keeps'>;

const IMAGE = 'image:';

/** A container's name, or after `image:` its whole image as written; `*` takes `/` too. */
export function matchesGlob(glob: RoleGlob, container: Container): boolean {
  const byImage = glob.text.startsWith(IMAGE);
  const pattern = byImage ? glob.text.slice(IMAGE.length) : glob.text;
  const text = byImage ? (container.image ?? '') : container.name;
  return text !== '' && picomatch.isMatch(text, pattern, { bash: true, dot: true });
}

/** The globs that matched no container: most likely a typing error. */
export function unusedGlobs(globs: RoleGlobs, pods: readonly EffectivePod[]): readonly string[] {
  return [...globs.sidecars, ...globs.keeps]
    .filter((glob) => !pods.some((pod) => pod.containers.some((c) => matchesGlob(glob, c))))
    .map(({ source, text }) => `${source} ${text}: matches no container; check the spelling`);
}
