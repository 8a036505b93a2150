import { posix } from 'node:path';
import { isKustomization } from '../../files/scan/kustomization.js';
import type { Refusal } from '../../model/refusal.js';
import { isMap, listAt, textAt, type Value, type ValueMap, valueAt } from '../../model/value.js';
import type { Release } from '../../model/values.js';
import {
  type CarriedValues,
  type Carrier,
  chartOf,
  filesBeside,
  patchedBy,
  readOnlyBecause,
  released,
} from './carrier.js';

/** The charts that a kustomization inflates; its patches come behind. */
export const kustomizeCharts: Carrier = {
  form: 'helmCharts',
  kinds: ['Kustomization', 'Component'],
  word: 'helmCharts',
  lives: 'kustomization',
  claims: ({ path }) => isKustomization(path),
  read: ({ value }) => chartsOf(value),
};

function chartsOf(value: Value): readonly CarriedValues[] {
  const home = homeOf(value, ['helmGlobals', 'chartHome']);
  const rest = isMap(value) ? { ...value, helmCharts: [] } : {};
  const readOnly =
    readOnlyBecause(value) ??
    patchedBy(
      'the kustomization patches containers of the rendered pods, which is not evaluated',
      rest,
    );
  return listAt(value, ['helmCharts']).flatMap((chart, i) => {
    if (!isMap(chart)) return [];
    const path = ['helmCharts', i, 'valuesInline'];
    return [{ path, release: inflated('helmCharts', chart, home, readOnly) }];
  });
}

/** The same as a file of its own, that a kustomization lists as a generator. */
export const inflationGenerator: Carrier = {
  form: 'HelmChartInflationGenerator',
  kinds: ['HelmChartInflationGenerator'],
  groups: [''],
  word: 'HelmChartInflationGenerator',
  lives: 'kustomization',
  read: ({ value }) => {
    const home = homeOf(value, ['chartHome']);
    const object = isMap(value) ? value : {};
    const release = inflated('HelmChartInflationGenerator', object, home, readOnlyBecause(value));
    return [{ path: ['valuesInline'], release }];
  },
};

function homeOf(value: Value, path: readonly string[]): string {
  return textAt(value, path) ?? 'charts';
}

function inflated(form: string, chart: ValueMap, home: string, readOnly: Refusal | null): Release {
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
    readOnly,
  };
}
