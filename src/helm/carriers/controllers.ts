import type { Refusal } from '../../model/refusal.js';
import { listAt, mapAt, textAt, type Value, valueAt } from '../../model/value.js';
import type { NamedMap, Release } from '../../model/values.js';
import {
  type CarriedValues,
  type Carrier,
  chartOf,
  namesIn,
  patchedBy,
  released,
  templatedBy,
  valuesFrom,
  versionOf,
} from './carrier.js';

/** A Release of Crossplane's Helm provider: what is `set` counts more than its values. */
export const crossplaneRelease: Carrier = {
  form: 'Release',
  kinds: ['Release'],
  groups: ['helm.crossplane.io', 'helm.m.crossplane.io'],
  word: 'crossplane.io',
  lives: 'cluster',
  read: ({ value }) => [
    { path: ['spec', 'forProvider', 'values'], release: crossplaneReleaseOf(value) },
  ],
};

function crossplaneReleaseOf(object: Value): Release {
  const release = released('Release', object);
  const spec = mapAt(object, ['spec', 'forProvider']) ?? {};
  const from = listAt(spec, ['valuesFrom']);
  return {
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
      return valuesFrom({ kind, name: textAt(each, [key, 'name']) ?? '' });
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
    readOnly: release.readOnly ?? patchesFrom(spec),
  };
}

function patchesFrom(spec: Value): Refusal | null {
  if (listAt(spec, ['patchesFrom']).length === 0) return null;
  return {
    message: 'patchesFrom changes the rendered objects, and is not evaluated',
    remedy: 'move the container by hand, and check that each patch still finds its target',
  };
}

/** A profile of Sveltos: one text of values a chart, which may be a template. */
export const clusterProfile: Carrier = {
  form: 'ClusterProfile',
  kinds: ['ClusterProfile', 'Profile'],
  groups: ['config.projectsveltos.io'],
  word: 'projectsveltos.io',
  lives: 'cluster',
  read: ({ value }) => listAt(value, ['spec', 'helmCharts']).map((_, i) => sveltosChart(value, i)),
};

function sveltosChart(object: Value, i: number): CarriedValues {
  const path = ['spec', 'helmCharts', i, 'values'];
  const release = released('ClusterProfile', object);
  const chart = valueAt(object, path.slice(0, -1)) ?? null;
  const name = (textAt(chart, ['chartName']) ?? '').split('/').at(-1) ?? '';
  const repo = textAt(chart, ['repositoryURL']) ?? '';
  return {
    path,
    release: {
      ...release,
      chart:
        name === '' ? null : { name, repo, version: versionOf(valueAt(chart, ['chartVersion'])) },
      layers: listAt(chart, ['valuesFrom']).map(valuesFrom),
      readOnly:
        release.readOnly ??
        templatedBy('Sveltos', valueAt(chart, ['values'])) ??
        patchedBy(
          'patches change containers of the rendered pods, and are not evaluated',
          valueAt(object, ['spec', 'patches']),
        ),
    },
  };
}

/** A HelmChartProxy of Cluster API: its values are a template. */
export const helmChartProxy: Carrier = {
  form: 'HelmChartProxy',
  kinds: ['HelmChartProxy'],
  groups: ['addons.cluster.x-k8s.io'],
  word: 'HelmChartProxy',
  lives: 'cluster',
  read: ({ value }) => {
    const path = ['spec', 'valuesTemplate'];
    const release = released('HelmChartProxy', value);
    const chart = chartOf(mapAt(value, ['spec']), {
      name: ['chartName'],
      repo: ['repoURL'],
      version: ['version'],
    });
    const readOnly = release.readOnly ?? templatedBy('Cluster API', valueAt(value, path));
    return [{ path, release: { ...release, chart, readOnly } }];
  },
};
