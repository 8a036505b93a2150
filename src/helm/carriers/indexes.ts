import {
  isList,
  isMap,
  listAt,
  mapAt,
  textAt,
  type Value,
  type ValueMap,
  valueAt,
} from '../../model/value.js';
import type { Release } from '../../model/values.js';
import { chartOf, filesBeside, namesIn, released, versionOf } from './carrier.js';

const WORDS = ['ZarfPackageConfig', 'helmChart', 'helm_chart'];

/** Whether a text may be one of them. */
export function mayIndex(text: { includes(word: string): boolean }): boolean {
  return WORDS.some((word) => text.includes(word));
}

/** Releases of files that hold no values themselves, and name the files that do. */
export function indexedReleases(value: Value): readonly Release[] {
  if (textAt(value, ['kind']) === 'ZarfPackageConfig') return zarfCharts(value);
  const kluctl = mapAt(value, ['helmChart']);
  if (kluctl !== undefined) return [kluctlChart(kluctl)];
  return clusterIndex(value);
}

/** The charts of a Zarf package (docs.zarf.dev, ref/components). */
function zarfCharts(value: Value): readonly Release[] {
  return listAt(value, ['components'])
    .flatMap((component) => listAt(component, ['charts']))
    .filter(isMap)
    .map((chart) => {
      const url = textAt(chart, ['url']) ?? '';
      const name = textAt(chart, ['repoName']) ?? textAt(chart, ['name']) ?? '';
      const local = textAt(chart, ['localPath']);
      return {
        ...released('command', {}),
        name: textAt(chart, ['releaseName']) ?? textAt(chart, ['name']) ?? '',
        chart:
          local === undefined
            ? {
                name: url.startsWith('oci://') ? url.slice(url.lastIndexOf('/') + 1) : name,
                repo: url,
                version: versionOf(valueAt(chart, ['version'])),
              }
            : null,
        folder: local ?? null,
        parameters: namesIn(listAt(chart, ['variables']), 'path'),
        files: filesBeside(listAt(chart, ['valuesFiles'])),
      };
    });
}

/** The helm-chart.yaml of kluctl, with values beside it under one fixed name. */
function kluctlChart(chart: ValueMap): Release {
  return {
    ...released('command', {}),
    name: textAt(chart, ['releaseName']) ?? '',
    chart:
      chartOf(chart, { name: ['chartName'], repo: ['repo'], version: ['chartVersion'] }) ??
      fromUrl(chart),
    folder: textAt(chart, ['path']) ?? null,
    files: filesBeside(['helm-values.yml', 'helm-values.yaml']).map((file) => ({
      ...file,
      optional: true,
    })),
  };
}

/** An OCI repository names its chart at the end. */
function fromUrl(chart: ValueMap): Release['chart'] {
  return chartOf(chart, { name: ['repo'], repo: ['repo'], version: ['chartVersion'] });
}

/** Rows of an index that name a chart of the repository and its files: `helm_chart`, as 2i2c has it. */
function clusterIndex(value: Value): readonly Release[] {
  if (isList(value)) return value.flatMap(clusterIndex);
  if (!isMap(value)) return [];
  const chart = textAt(value, ['helm_chart']);
  const files = listAt(value, ['helm_chart_values_files']);
  if (chart === undefined || files.length === 0) return Object.values(value).flatMap(clusterIndex);
  return [
    {
      ...released('command', {}),
      name: textAt(value, ['name']) ?? '',
      folder: `helm-charts/${chart}`,
      files: filesBeside(files),
    },
  ];
}
