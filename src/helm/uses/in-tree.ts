import { posix } from 'node:path';
import { isKustomization } from '../../files/scan/kustomization.js';
import { isTerraform } from '../../files/scan/values.js';
import { isMap, listAt, textAt, type Value } from '../../model/value.js';
import { valuesIn } from '../../yaml/read.js';
import { mayDescribe, releasesIn } from '../carriers/index.js';
import { indexedReleases, mayIndex } from '../carriers/indexes.js';
import type { TreeText } from '../layers/texts.js';
import type { Finder } from '../resolve/near.js';
import { scriptIn, scriptUses, terraformUses } from './script-uses.js';
import { type FoundUse, findUses, type MadeMap, type Use } from './uses.js';

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

/** The releases that a YAML file describes, with whatever else gives values to them. */
function documentUses(path: string, text: string): readonly Use[] {
  if (!mayDescribe(path, text) && !mayIndex(text)) return [];
  const documents = valuesIn(text);
  return documents.flatMap((value) => {
    const own = releasesIn({ path, value, documents });
    return (own.length > 0 ? own : indexedReleases(value)).map(
      (release): Use => ({
        path,
        by: path,
        release: { ...release, inline: release.inline.flatMap(valuesOf) },
        settings: release.parameters.map((name) => ({ name, at: path })),
        rest: '',
      }),
    );
  });
}

/** Values may stand in a text. */
function valuesOf(value: Value): readonly Value[] {
  return typeof value === 'string' ? valuesIn(value) : [value];
}

/** The ConfigMaps that a kustomization makes of files: `files: [values.yaml=shop.yaml]`. */
function madeMaps(path: string, text: string): readonly MadeMap[] {
  if (!isKustomization(path) || !text.includes('configMapGenerator')) return [];
  return valuesIn(text)
    .flatMap((value) => listAt(value, ['configMapGenerator']))
    .filter(isMap)
    .flatMap((generator) =>
      listAt(generator, ['files']).flatMap((entry): readonly MadeMap[] => {
        const name = textAt(generator, ['name']);
        if (typeof entry !== 'string' || name === undefined) return [];
        const equals = entry.indexOf('=');
        const file = entry.slice(equals + 1);
        const key = equals < 0 ? posix.basename(file) : entry.slice(0, equals);
        return [{ name, key, path: posix.join(posix.dirname(path), file) }];
      }),
    );
}
