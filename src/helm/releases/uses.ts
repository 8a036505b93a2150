import { isTerraform } from '../../files/scan/values.js';
import { documentUses, madeMaps } from '../carriers/uses.js';
import type { TreeText } from '../layers/texts.js';
import type { Finder } from '../resolve/near.js';
import { scriptIn, scriptUses, terraformUses } from '../uses/script-uses.js';
import { type FoundUse, findUses } from '../uses/uses.js';

/** Everything of the tree that names values, with the files that it means. */
export function usesIn(
  all: readonly TreeText[],
  paths: readonly string[],
  finder: Finder,
): readonly FoundUse[] {
  const scripts = all.flatMap(({ path, text }) => scriptIn(path, text) ?? []);
  return findUses({
    uses: [
      ...all.flatMap(({ path, text }) =>
        isTerraform(path) ? terraformUses(path, text) : documentUses(path, text),
      ),
      ...scriptUses(scripts),
    ],
    made: all.flatMap(({ path, text }) => madeMaps(path, text)),
    paths,
    ...finder,
  });
}
