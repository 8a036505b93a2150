import { posix } from 'node:path';
import { isMap, listAt, textAt, type Value, type ValueMap, valueAt } from '../../model/value.js';
import type { Release } from '../../model/values.js';
import { type Carrier, chartOf, filesBeside, patchedBy, released, sealedBy } from './carrier.js';

/** The charts that a kustomization inflates; its patches come behind. */
export function kustomizeCharts(value: Value): readonly Carrier[] {
  const home = textAt(value, ['helmGlobals', 'chartHome']) ?? 'charts';
  const rest = isMap(value) ? { ...value, helmCharts: [] } : {};
  const sealed =
    sealedBy(value) ??
    patchedBy(
      'the kustomization patches containers of the rendered pods, which is not followed',
      rest,
    );
  return listAt(value, ['helmCharts']).flatMap((chart, i): readonly Carrier[] =>
    isMap(chart)
      ? [
          {
            path: ['helmCharts', i, 'valuesInline'],
            release: inflated('helmCharts', chart, home, sealed),
          },
        ]
      : [],
  );
}

/** The same as a file of its own, that a kustomization lists as a generator. */
export function inflationGenerator(object: ValueMap): Carrier {
  const home = textAt(object, ['chartHome']) ?? 'charts';
  return {
    path: ['valuesInline'],
    release: inflated('HelmChartInflationGenerator', object, home, sealedBy(object)),
  };
}

function inflated(
  form: Release['form'],
  chart: ValueMap,
  home: string,
  sealed: Release['sealed'],
): Release {
  const name = textAt(chart, ['name']) ?? '';
  const isLocal = (textAt(chart, ['repo']) ?? '') === '';
  return {
    ...released(form, {}),
    name: textAt(chart, ['releaseName']) ?? name,
    namespace: textAt(chart, ['namespace']) ?? '',
    chart: isLocal
      ? null
      : chartOf(chart, { name: ['name'], repo: ['repo'], version: ['version'] }),
    folder: isLocal ? posix.join(home, name) : null,
    files: filesBeside([
      ...[valueAt(chart, ['valuesFile']) ?? []].flat(),
      ...listAt(chart, ['additionalValuesFiles']),
    ] as readonly Value[]),
    sealed,
  };
}
