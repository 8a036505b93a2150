import { posix } from 'node:path';
import type { ChartReference } from '../../model/chart.js';
import { isMap, listAt, textAt, type ValueMap, valueAt } from '../../model/value.js';
import type { SourceReference } from '../../model/values.js';
import { valuesIn } from '../../yaml/read.js';

/** An object of Flux that names a chart or a repository, and where it stands. */
export interface SourceObject extends SourceReference {
  readonly path: string;
  /** Empty for a repository of many charts. */
  readonly chart: string;
  readonly url: string;
  readonly version: string;
  /** Where a chart is in a repository of its own, the repository. */
  readonly source: SourceReference | null;
}

/** The repositories and charts that a file defines. */
export function sourcesIn(path: string, text: string): readonly SourceObject[] {
  if (!/\b(?:HelmRepository|OCIRepository|HelmChart)\b/.test(text)) return [];
  return valuesIn(text).flatMap((value) => {
    if (!isMap(value)) return [];
    const items = value.kind === 'List' ? listAt(value, ['items']).filter(isMap) : [value];
    return items.flatMap((item) => sourceOf(path, item));
  });
}

function sourceOf(path: string, value: ValueMap): readonly SourceObject[] {
  if (textAt(value, ['apiVersion'])?.startsWith('source.toolkit.fluxcd.io/') !== true) return [];
  const base = {
    path,
    kind: textAt(value, ['kind']) ?? '',
    name: textAt(value, ['metadata', 'name']) ?? '',
    namespace: textAt(value, ['metadata', 'namespace']) ?? '',
    chart: '',
    url: textAt(value, ['spec', 'url']) ?? '',
    version: '',
    source: null,
  };
  switch (base.kind) {
    case 'HelmRepository':
      return [base];
    case 'OCIRepository': {
      const version =
        textAt(value, ['spec', 'ref', 'tag']) ?? textAt(value, ['spec', 'ref', 'semver']);
      return [{ ...base, chart: posix.basename(base.url), version: version ?? '' }];
    }
    case 'HelmChart': {
      const source = {
        kind: textAt(value, ['spec', 'sourceRef', 'kind']) ?? '',
        name: textAt(value, ['spec', 'sourceRef', 'name']) ?? '',
        namespace: base.namespace,
      };
      const version = valueAt(value, ['spec', 'version']);
      return [
        {
          ...base,
          chart: textAt(value, ['spec', 'chart']) ?? '',
          version: typeof version === 'string' ? version : '',
          source,
        },
      ];
    }
    default:
      return [];
  }
}

/** The objects that a release may mean: of the same name, beside it before elsewhere. */
export function sourcesFor(
  reference: SourceReference,
  path: string,
  objects: readonly SourceObject[],
): readonly SourceObject[] {
  const named = objects.filter(
    ({ kind, name, namespace }) =>
      kind === reference.kind &&
      name === reference.name &&
      (namespace === '' || reference.namespace === '' || namespace === reference.namespace),
  );
  const folder = posix.dirname(path);
  const beside = named.filter((object) => posix.dirname(object.path) === folder);
  return beside.length > 0 ? beside : named;
}

/** The one that is meant; where several fit and say different things, nobody can tell. */
export function findSource(
  reference: SourceReference,
  path: string,
  objects: readonly SourceObject[],
): SourceObject | null {
  const found = sourcesFor(reference, path, objects);
  const [first] = found;
  return first !== undefined && found.every((each) => saysSame(each, first)) ? first : null;
}

function saysSame(a: SourceObject, b: SourceObject): boolean {
  return a.url === b.url && a.chart === b.chart && a.version === b.version;
}

/** The chart of a release whose document names it, or an object that does. */
export function referenceOf(
  chart: ChartReference | null,
  source: SourceReference | null,
  path: string,
  objects: readonly SourceObject[],
): ChartReference | null {
  if (source === null) return chart;
  const object = findSource(source, path, objects);
  if (chart !== null) return chart.repo === '' ? { ...chart, repo: object?.url ?? '' } : chart;
  if (object === null || object.chart === '') return null;
  const repo =
    object.source === null ? object.url : (findSource(object.source, path, objects)?.url ?? '');
  return { name: object.chart, repo, version: object.version };
}
