import type { Chart } from '../../../model/chart.js';
import { charts, lists } from '../row.js';
import { grafanaSwitches } from './grafana-switches.js';

/** Charts of Grafana and its community. */
export const GRAFANA_CHARTS: readonly Chart[] = [
  ...charts(
    'grafana-community',
    ['https://grafana-community.github.io/helm-charts', 'https://grafana.github.io/helm-charts'],
    [
      {
        name: 'grafana',
        read: '12.11.1',
        source: 'grafana-community/helm-charts, charts/grafana at 3386a1156177',
        switches: grafanaSwitches('sidecar', '10.3.1'),
        note: 'The source is the text of a list, the target is a list. Sidecars of plug-ins have no switch (templates/_pod.tpl).',
        components: [
          {
            from: 'extraContainers',
            to: 'extraInitContainers',
            fromShape: 'string',
            fromTpl: true,
            toTpl: true,
            position: 'after-own',
          },
        ],
      },
      {
        name: 'loki',
        read: '18.11.0',
        source: 'grafana-community/helm-charts, charts/loki at 3386a1156177',
        note: 'values.schema.json accepts text, lists and null; caches accept only lists.',
        components: [
          {
            from: '*.extraContainers',
            to: '*.initContainers',
            fromShape: 'list-or-string',
            fromTpl: true,
            toShape: 'list-or-string',
            toTpl: true,
          },
          ...lists(['resultsCache', 'chunksCache'], 'extraContainers', 'initContainers'),
          { from: 'gateway.extraContainers', to: null },
        ],
      },
      {
        name: 'tempo',
        read: '2.2.4',
        source: 'grafana-community/helm-charts, charts/tempo at 3386a1156177',
        components: [{ from: 'extraContainers', to: 'initContainers' }],
      },
      {
        name: 'tempo-distributed',
        read: '3.3.0',
        source: 'grafana-community/helm-charts, charts/tempo-distributed at 3386a1156177',
        note: 'Other components have similar keys, and were not read.',
        components: [
          { from: 'gateway.extraContainers', to: null },
          { from: 'memcached.extraContainers', to: 'memcached.initContainers' },
        ],
      },
    ],
  ),
  ...charts(
    'grafana',
    ['https://grafana.github.io/helm-charts'],
    [
      {
        name: 'mimir-distributed',
        source:
          'grafana/mimir, same layout as enterprise-metrics templates (grafana/helm-charts/charts/enterprise-metrics scanned)',
        note: 'Components have snake_case keys. Read in enterprise-metrics, which has the same layout.',
        components: [
          {
            from: '*.extraContainers',
            to: '*.initContainers',
            fromTpl: null,
            toTpl: null,
            hazards: ['unverified'],
          },
        ],
      },
      {
        name: 'promtail',
        read: '6.17.1',
        source: 'grafana/helm-charts, charts/promtail at 7a0ab968961a',
        notContainers: ['sidecar'],
        note: 'The source is a map keyed by name; the target key is initContainer, in the singular.',
        components: [
          { from: 'extraContainers', to: 'initContainer', fromShape: 'map', toTpl: true },
        ],
      },
      {
        name: 'loki-distributed',
        read: '0.80.6',
        source: 'grafana/helm-charts, charts/loki-distributed at 7a0ab968961a',
        components: [
          ...lists(
            ['compactor', 'indexGateway', 'ingester', 'querier', 'ruler'],
            'extraContainers',
            'initContainers',
          ),
          ...lists(
            [
              'distributor',
              'gateway',
              'memcachedChunks',
              'memcachedFrontend',
              'memcachedIndexQueries',
              'memcachedIndexWrites',
              'queryFrontend',
              'queryScheduler',
              'tableManager',
            ],
            'extraContainers',
            null,
          ),
        ],
      },
    ],
  ),
];
