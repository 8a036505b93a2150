import { listAt, mapAt, textAt, type Value, valueAt } from '../../model/value.js';
import type { NamedMap, SourceReference } from '../../model/values.js';
import {
  type Carried,
  type CarriedValues,
  type Carrier,
  CHART,
  chartOf,
  fileNoun,
  patchedBy,
  type Reference,
  released,
  valuesFrom,
} from './carrier.js';

const FILES = ['spec', 'chart', 'spec', 'valuesFiles'];

/** A HelmRelease of Flux. */
export const helmRelease: Carrier = {
  form: 'HelmRelease',
  kinds: ['HelmRelease'],
  groups: ['helm.toolkit.fluxcd.io'],
  word: 'HelmRelease',
  lives: 'cluster',
  fromGit: true,
  read: ({ value }) => [releaseOf(value)],
  elsewhere: /\bvaluesFiles\b|\bvaluesFrom\b|\b(?:GitRepository|Bucket)\b/,
  layers: (carried) => [layersOf(carried)],
};

function releaseOf(object: Value): CarriedValues {
  const release = released('HelmRelease', object);
  const spec = mapAt(object, ['spec', 'chart', 'spec']);
  const named = mapAt(object, ['spec', 'chartRef']);
  const chart = chartOf(spec, { name: ['chart'], repo: ['repo'], version: ['version'] });
  const at = named ?? mapAt(spec, ['sourceRef']);
  const source: SourceReference | null =
    at === undefined
      ? null
      : {
          kind: textAt(at, ['kind']) ?? '',
          name: textAt(at, ['name']) ?? '',
          namespace: textAt(at, ['namespace']) ?? release.namespace,
        };
  const isGit = source !== null && /^(?:GitRepository|Bucket)$/.test(source.kind);
  const folder = isGit ? (textAt(spec, ['chart']) ?? null) : null;
  const from = listAt(object, ['spec', 'valuesFrom']);
  const whole = from.filter(isWhole);
  const valuesFiles = listAt(object, FILES);
  return {
    path: ['spec', 'values'],
    release: {
      ...release,
      chart: isGit ? null : chart,
      source,
      folder,
      readOnly:
        release.readOnly ??
        patchedBy(
          'postRenderers patch containers of the rendered pods, and are not evaluated',
          valueAt(object, ['spec', 'postRenderers']),
        ),
      layers: [
        ...whole.map(valuesFrom),
        ...valuesFiles.map((file) => fileNoun(file, 'valuesFiles')),
      ],
      parameters: from.flatMap((each) => textAt(each, ['targetPath']) ?? []),
      // Those of a chart in a repository of git are counted from its root.
      files: isGit
        ? valuesFiles.map((file) => ({
            written: String(file),
            from: { root: '' },
            filledBy: null,
            optional: false,
          }))
        : [],
      maps: whole.flatMap((each) => mapOf(each, release.namespace) ?? []),
    },
  };
}

/** With a target path it gives one single value: a parameter. */
function isWhole(from: Value): boolean {
  return textAt(from, ['targetPath']) === undefined;
}

function mapOf(from: Value, namespace: string): NamedMap | null {
  const name = textAt(from, ['name']);
  if (name === undefined || textAt(from, ['kind']) !== 'ConfigMap') return null;
  return { name, namespace, key: textAt(from, ['valuesKey']) ?? 'values.yaml' };
}

/** Fluxcd.io/flux/components/helm/helmreleases: chart or its valuesFiles, valuesFrom, values. */
function layersOf({ value, at, release }: Carried): readonly Reference[] {
  const files = listAt(value, FILES).map((each): Reference => {
    const noun = fileNoun(each, 'valuesFiles');
    return release.folder === null
      ? { kind: 'unseen', noun }
      : { kind: 'file', file: String(each), from: 'repository', noun };
  });
  const from = listAt(value, ['spec', 'valuesFrom'])
    .filter(isWhole)
    .map((each): Reference => {
      const map = mapOf(each, release.namespace);
      const noun = valuesFrom(each);
      return map === null ? { kind: 'unseen', noun } : { kind: 'map', ...map, noun };
    });
  return [...(files.length > 0 ? files : [CHART]), ...from, { kind: 'inline', at }];
}
