import { listAt, mapAt, textAt, type Value, type ValueMap, valueAt } from '../../model/value.js';
import type { NamedMap } from '../../model/values.js';
import {
  type Carrier,
  chartOf,
  namesIn,
  patchedBy,
  released,
  templatedBy,
  versionOf,
} from './carrier.js';

/** A Release of Crossplane's Helm provider: what is `set` counts more than its values. */
export function crossplaneRelease(object: ValueMap): Carrier {
  const release = released('Release', object);
  const spec = mapAt(object, ['spec', 'forProvider']) ?? {};
  const from = listAt(spec, ['valuesFrom']);
  return {
    path: ['spec', 'forProvider', 'values'],
    release: {
      ...release,
      chart: chartOf(spec, {
        name: ['chart', 'name'],
        repo: ['chart', 'repository'],
        version: ['chart', 'version'],
      }),
      layers: from.map((each) => {
        const [kind, key] =
          mapAt(each, ['configMapKeyRef']) === undefined
            ? ['Secret', 'secretKeyRef']
            : ['ConfigMap', 'configMapKeyRef'];
        return `the ${kind} ${textAt(each, [key, 'name']) ?? ''} (valuesFrom)`;
      }),
      parameters: namesIn(listAt(spec, ['set']), 'name'),
      maps: from.flatMap((each): readonly NamedMap[] => {
        const name = textAt(each, ['configMapKeyRef', 'name']);
        if (name === undefined) return [];
        return [
          {
            name,
            namespace: textAt(each, ['configMapKeyRef', 'namespace']) ?? release.namespace,
            key: textAt(each, ['configMapKeyRef', 'key']) ?? 'values.yaml',
          },
        ];
      }),
      sealed: release.sealed ?? patchesFrom(spec),
    },
  };
}

function patchesFrom(spec: Value): Carrier['release']['sealed'] {
  if (listAt(spec, ['patchesFrom']).length === 0) return null;
  return {
    message: 'patchesFrom changes the rendered objects, and is not followed',
    remedy: 'move the container by hand, and see that each patch still finds what it looks for',
  };
}

/** A profile of Sveltos: one text of values a chart, which may be a template. */
export function sveltosCharts(object: ValueMap): readonly Carrier[] {
  return listAt(object, ['spec', 'helmCharts']).map((chart, i) => {
    const release = released('ClusterProfile', object);
    const named = (textAt(chart, ['chartName']) ?? '').split('/').at(-1) ?? '';
    return {
      path: ['spec', 'helmCharts', i, 'values'],
      release: {
        ...release,
        chart:
          named === ''
            ? null
            : {
                name: named,
                repo: textAt(chart, ['repositoryURL']) ?? '',
                version: versionOf(valueAt(chart, ['chartVersion'])),
              },
        layers: listAt(chart, ['valuesFrom']).map(
          (from) =>
            `the ${textAt(from, ['kind']) ?? 'object'} ${textAt(from, ['name']) ?? ''} (valuesFrom)`,
        ),
        sealed:
          release.sealed ??
          templatedBy('Sveltos', valueAt(chart, ['values'])) ??
          patchedBy(
            'patches change containers of the rendered pods, and are not followed',
            valueAt(object, ['spec', 'patches']),
          ),
      },
    };
  });
}

/** A HelmChartProxy of Cluster API: its values are a template. */
export function clusterApiChart(object: ValueMap): Carrier {
  const release = released('HelmChartProxy', object);
  return {
    path: ['spec', 'valuesTemplate'],
    release: {
      ...release,
      chart: chartOf(mapAt(object, ['spec']), {
        name: ['chartName'],
        repo: ['repoURL'],
        version: ['version'],
      }),
      sealed:
        release.sealed ?? templatedBy('Cluster API', valueAt(object, ['spec', 'valuesTemplate'])),
    },
  };
}
