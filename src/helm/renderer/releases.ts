import { posix } from 'node:path';
import { isMap, listAt, mapAt, type Path, textAt, type Value, valueAt } from '../../model/value.js';
import type { SourceTree } from '../../prove/renders/source-tree.js';
import { documentsOf } from '../resolve/sources.js';

/** Values as a render gets them: a file, or what stands in a document of one. */
export type Layer =
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'inline';
      readonly path: string;
      readonly document: number;
      readonly at: Path;
    };

/** A release that an object describes, of a chart that lies in the tree. */
export interface LocalRelease {
  readonly path: string;
  readonly name: string;
  readonly chart: string;
  /** A later one wins. */
  readonly layers: readonly Layer[];
}

const CARRIER = /\bHelmRelease\b|\bargoproj\.io\//;

/** Releases of Flux and Argo CD whose chart is one of these folders. */
export function releasesOf(tree: SourceTree, charts: ReadonlySet<string>): readonly LocalRelease[] {
  return [...tree.files()].flatMap((path) => {
    const text = /\.ya?ml$/.test(path) ? tree.read(path) : null;
    if (text === null || !CARRIER.test(text)) return [];
    return documentsOf(text).flatMap((value, document) => {
      const name = textAt(value, ['metadata', 'name']) ?? '';
      return sourcesOf(value).flatMap(({ folder, values, files }) => {
        const chart = posix.normalize(folder).replace(/(?<=.)\/$/, '');
        if (!charts.has(chart)) return [];
        const given = files(chart).flatMap((file): readonly Layer[] =>
          tree.find('.', file).kind === 'file' ? [{ kind: 'file', path: file }] : [],
        );
        const inline = values.map((at): Layer => ({ kind: 'inline', path, document, at }));
        return [{ path, name, chart, layers: [...given, ...inline] }];
      });
    });
  });
}

interface Source {
  readonly folder: string;
  /** Where values stand in the object. */
  readonly values: readonly Path[];
  /** Values files, from the root of the tree. */
  readonly files: (chart: string) => readonly string[];
}

function sourcesOf(value: Value): readonly Source[] {
  switch (textAt(value, ['kind'])) {
    case 'HelmRelease':
      return fluxSources(value);
    case 'Application':
      return argoSources(value, ['spec']);
    case 'ApplicationSet':
      return argoSources(value, ['spec', 'template', 'spec']);
    default:
      return [];
  }
}

/** Flux looks for `./charts/web` in the repository, and so for the values files. */
function fluxSources(value: Value): readonly Source[] {
  const spec = mapAt(value, ['spec', 'chart', 'spec']);
  const folder = textAt(spec, ['chart']);
  const kind = textAt(spec, ['sourceRef', 'kind']);
  if (folder === undefined || (kind !== 'GitRepository' && kind !== 'Bucket')) return [];
  const files = texts(listAt(spec, ['valuesFiles'])).map((file) => posix.normalize(file));
  return [{ folder, values: present(value, [['spec', 'values']]), files: () => files }];
}

/**
 * Argo CD looks for values files beside the chart, from the root of the repository, or in another
 * source, which may be this very repository. Of both forms of values the object wins, and the text
 * is not read (argo-cd docs/user-guide/helm.md).
 */
function argoSources(value: Value, at: Path): readonly Source[] {
  const single = mapAt(value, [...at, 'source']);
  const places: readonly Path[] = [
    ...(single === undefined ? [] : [[...at, 'source']]),
    ...listAt(value, [...at, 'sources']).map((_, i) => [...at, 'sources', i]),
  ];
  return places.flatMap((place) => {
    const folder = textAt(value, [...place, 'path']);
    if (folder === undefined) return [];
    const own = (key: string): Path => [...place, 'helm', key];
    const values = present(value, [own('valuesObject'), own('values')]).slice(0, 1);
    const named = texts(listAt(value, own('valueFiles')));
    const files = (chart: string): readonly string[] =>
      named.map((file) =>
        /^(?:\/|\$[\w-]+\/)/.test(file)
          ? posix.normalize(file.replace(/^(?:\/|\$[\w-]+\/)/, ''))
          : posix.join(chart, file),
      );
    return [{ folder, values, files }];
  });
}

function present(value: Value, paths: readonly Path[]): readonly Path[] {
  return paths.filter((path) => {
    const own = valueAt(value, path);
    return isMap(own) || (typeof own === 'string' && own.trim() !== '');
  });
}

function texts(values: readonly Value[]): readonly string[] {
  return values.filter((each) => typeof each === 'string');
}
