import { listAt, mapAt, textAt, type Value, type ValueMap, valueAt } from '../../model/value.js';
import type { NamedMap, SourceReference } from '../../model/values.js';
import { type Carrier, chartOf, patchedBy, released } from './carrier.js';

/** A HelmRelease of Flux. */
export function fluxRelease(object: ValueMap): Carrier {
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
  const valuesFiles = listAt(spec, ['valuesFiles']);
  // With a target path it gives one single value: a parameter.
  const whole = from.filter((each) => textAt(each, ['targetPath']) === undefined);
  return {
    path: ['spec', 'values'],
    release: {
      ...release,
      chart: isGit ? null : chart,
      source,
      folder,
      sealed:
        release.sealed ??
        patchedBy(
          'postRenderers patch containers of the rendered pods, and are not followed',
          valueAt(object, ['spec', 'postRenderers']),
        ),
      layers: [
        ...whole.map(valuesFrom),
        ...valuesFiles.map((file) => `the file ${String(file)} (valuesFiles)`),
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
      maps: whole.flatMap((each) => mapOf(each, release.namespace)),
    },
  };
}

function valuesFrom(from: Value): string {
  const kind = textAt(from, ['kind']) ?? 'object';
  return `the ${kind} ${textAt(from, ['name']) ?? ''} (valuesFrom)`;
}

function mapOf(from: Value, namespace: string): readonly NamedMap[] {
  const name = textAt(from, ['name']);
  if (name === undefined || textAt(from, ['kind']) !== 'ConfigMap') return [];
  return [{ name, namespace, key: textAt(from, ['valuesKey']) ?? 'values.yaml' }];
}
