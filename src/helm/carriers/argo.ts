import {
  isMap,
  listAt,
  mapAt,
  type Path,
  textAt,
  type Value,
  type ValueMap,
  valueAt,
} from '../../model/value.js';
import type { NamedFile } from '../../model/values.js';
import {
  type Carrier,
  chartOf,
  type Keys,
  namesIn,
  patchedBy,
  released,
  sealedBy,
} from './carrier.js';

const KEYS: Keys = { name: ['chart'], repo: ['repoURL'], version: ['targetRevision'] };

/** The sources of an Application of Argo CD, or of the template of an ApplicationSet. */
export function argoSources(
  object: ValueMap,
  base: Path,
  form: 'Application' | 'ApplicationSet',
): readonly Carrier[] {
  const several = listAt(object, [...base, 'sources']);
  const sources: Path[] = several.map((_, i) => [...base, 'sources', i]);
  if (several.length === 0) sources.push([...base, 'source']);
  return sources.flatMap((path): readonly Carrier[] => {
    const source = mapAt(object, path);
    const helm = mapAt(source, ['helm']);
    if (source === undefined || helm === undefined) return [];
    const chart = chartOf(source, KEYS);
    const folder = chart === null ? (textAt(source, ['path']) ?? null) : null;
    const isMapped = isMap(helm.valuesObject);
    const valueFiles = listAt(helm, ['valueFiles']);
    return [
      {
        path: [...path, 'helm', isMapped ? 'valuesObject' : 'values'],
        release: {
          ...released(form, object),
          chart,
          folder,
          sealed:
            sealedBy(object) ??
            patchedBy(
              'templatePatch speaks of containers, and is not followed',
              valueAt(object, ['spec', 'templatePatch']),
            ),
          layers: valueFiles.map((file) => `the file ${String(file)} (valueFiles)`),
          parameters: namesIn(
            [...listAt(helm, ['parameters']), ...listAt(helm, ['fileParameters'])],
            'name',
          ),
          files: valueFiles.flatMap((file) => fileOf(file, folder, several)),
        },
      },
    ];
  });
}

/**
 * `$values/path` is counted from the root of the source with that `ref`, `/path` from that of the
 * repository, and anything else from the folder of the chart (argo-cd, user-guide/helm).
 */
function fileOf(
  file: Value,
  folder: string | null,
  sources: readonly Value[],
): readonly NamedFile[] {
  if (typeof file !== 'string') return [];
  const [, ref, rest = ''] = /^\$([^/]+)\/(.*)$/.exec(file) ?? [];
  if (ref !== undefined) {
    const source = sources.find((each) => textAt(each, ['ref']) === ref);
    return source === undefined ? [] : [rooted('', rest)];
  }
  if (file.startsWith('/')) return [rooted('', file.slice(1))];
  return folder === null ? [] : [rooted(folder, file)];
}

function rooted(root: string, written: string): NamedFile {
  return { written, from: { root }, filledBy: null, optional: false };
}
