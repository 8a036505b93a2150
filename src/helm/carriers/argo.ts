import { isMap, listAt, mapAt, type Path, textAt, type Value, valueAt } from '../../model/value.js';
import type { NamedFile } from '../../model/values.js';
import {
  type Carried,
  type CarriedValues,
  type Carrier,
  CHART,
  chartOf,
  fileNoun,
  type Keys,
  namesIn,
  patchedBy,
  type Reference,
  readOnlyBecause,
  released,
} from './carrier.js';

const KEYS: Keys = { name: ['chart'], repo: ['repoURL'], version: ['targetRevision'] };

export const application = argo('Application', ['spec']);
export const applicationSet = argo('ApplicationSet', ['spec', 'template', 'spec']);

function argo(form: string, base: Path): Carrier {
  return {
    form,
    kinds: [form],
    groups: ['argoproj.io'],
    word: 'argoproj.io',
    lives: 'cluster',
    fromGit: true,
    read: ({ value }) =>
      sourcesOf(value, base, form).filter(
        ({ path }) => mapAt(value, path.slice(0, -1)) !== undefined,
      ),
    renders: ({ value }) => sourcesOf(value, base, form),
    elsewhere: /\bvalueFiles\b|\bpath["']?:/,
    layers: (carried) => [layersOf(carried)],
  };
}

/** The sources of an Application of Argo CD, or of the template of an ApplicationSet. */
function sourcesOf(object: Value, base: Path, form: string): readonly CarriedValues[] {
  const several = listAt(object, [...base, 'sources']);
  const sources: Path[] = several.map((_, i) => [...base, 'sources', i]);
  if (several.length === 0) sources.push([...base, 'source']);
  return sources.flatMap((path): readonly CarriedValues[] => {
    const source = mapAt(object, path);
    if (source === undefined) return [];
    const helm = mapAt(source, ['helm']) ?? {};
    const chart = chartOf(source, KEYS);
    const folder = chart === null ? (textAt(source, ['path']) ?? null) : null;
    const valueFiles = listAt(helm, ['valueFiles']);
    return [
      {
        // Of both forms the object wins, and the text is not read (argo-cd, user-guide/helm).
        path: [...path, 'helm', isMap(helm.valuesObject) ? 'valuesObject' : 'values'],
        release: {
          ...released(form, object),
          chart,
          folder,
          readOnly:
            readOnlyBecause(object) ??
            patchedBy(
              'templatePatch changes containers, and is not evaluated',
              valueAt(object, ['spec', 'templatePatch']),
            ),
          layers: valueFiles.map((file) => fileNoun(file, 'valueFiles')),
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

/** Argo-cd, user-guide/helm: valueFiles, then values or valuesObject, then parameters. */
function layersOf({ value, at, release }: Carried): readonly Reference[] {
  const files = listAt(value, [...at.slice(0, -1), 'valueFiles']).map((written): Reference => {
    const file = String(written);
    const noun = fileNoun(file, 'valueFiles');
    if (file.includes('://')) return { kind: 'unseen', noun };
    const root = /^\$[^/]+\/(.+)$/.exec(file)?.[1] ?? /^\/(.+)$/.exec(file)?.[1];
    if (file.includes('{{')) return { kind: 'files', file: root ?? file, noun };
    if (root !== undefined) return { kind: 'file', file: root, from: 'repository', noun };
    return release.folder === null
      ? { kind: 'unseen', noun }
      : { kind: 'file', file, from: 'chart', noun };
  });
  return [CHART, ...files, { kind: 'inline', at }];
}
