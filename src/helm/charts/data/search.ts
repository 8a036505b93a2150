import type { Chart } from '../../../model/chart.js';
import { charts } from '../row.js';

/** Search engines and what feeds them. */
export const SEARCH_CHARTS: readonly Chart[] = [
  ...charts(
    'elastic',
    ['https://helm.elastic.co'],
    [
      {
        name: 'elasticsearch',
        read: '8.5.1',
        source: 'elastic/helm-charts, elasticsearch at 2fd64d0af65f',
        components: [
          {
            from: 'extraContainers',
            to: 'extraInitContainers',
            fromShape: 'list-or-string',
            fromTpl: 'text',
            toShape: 'list-or-string',
            toTpl: 'text',
            position: 'after-own',
          },
        ],
      },
      {
        name: 'kibana',
        read: '8.5.1',
        source: 'elastic/helm-charts, kibana at 2fd64d0af65f',
        components: [
          {
            from: 'extraContainers',
            to: 'extraInitContainers',
            fromShape: 'list-or-string',
            fromTpl: 'text',
            toShape: 'list-or-string',
            toTpl: 'text',
          },
        ],
      },
      {
        name: 'logstash',
        read: '8.5.1',
        source: 'elastic/helm-charts, logstash at 2fd64d0af65f',
        components: [
          {
            from: 'extraContainers',
            to: 'extraInitContainers',
            fromShape: 'list-or-string',
            fromTpl: 'text',
            toShape: 'list-or-string',
            toTpl: 'text',
          },
        ],
      },
      {
        name: 'filebeat',
        read: '8.5.1',
        source: 'elastic/helm-charts, filebeat at 2fd64d0af65f',
        components: [
          {
            from: 'extraContainers',
            to: 'extraInitContainers',
            fromShape: 'string',
            fromTpl: true,
            toShape: 'list-or-string',
            toTpl: 'text',
          },
        ],
      },
      {
        name: 'metricbeat',
        read: '8.5.1',
        source: 'elastic/helm-charts, metricbeat at 2fd64d0af65f',
        components: [
          {
            from: 'extraContainers',
            to: 'extraInitContainers',
            fromShape: 'string',
            fromTpl: true,
            toShape: 'string',
            toTpl: true,
          },
        ],
      },
    ],
  ),
  ...charts(
    'opensearch',
    ['https://opensearch-project.github.io/helm-charts'],
    [
      {
        name: 'opensearch',
        read: '3.6.0',
        source: 'opensearch-project/helm-charts, charts/opensearch at 3c0157e74ff2',
        components: [
          {
            from: 'extraContainers',
            to: 'extraInitContainers',
            fromShape: 'list-or-string',
            fromTpl: 'text',
            toShape: 'list-or-string',
            toTpl: 'text',
            position: 'after-own',
          },
        ],
      },
      {
        name: 'opensearch-dashboards',
        read: '3.6.0',
        source: 'opensearch-project/helm-charts, charts/opensearch-dashboards at 3c0157e74ff2',
        components: [
          {
            from: 'extraContainers',
            to: 'extraInitContainers',
            fromShape: 'list-or-string',
            fromTpl: 'text',
            toShape: 'list-or-string',
            toTpl: 'text',
          },
        ],
      },
    ],
  ),
];
