import type { Chart } from '../../../model/chart.js';
import { charts, lists } from '../row.js';

/** Metrics, logs and traces. */
export const METRICS_CHARTS: readonly Chart[] = [
  ...charts(
    'datadog',
    ['https://helm.datadoghq.com'],
    [
      {
        name: 'observability-pipelines-worker',
        read: '2.21.0',
        source: 'DataDog/helm-charts, charts/observability-pipelines-worker at 79f7c74fd252',
        components: [{ from: 'extraContainers', to: 'initContainers' }],
      },
      {
        name: 'datadog',
        source: 'DataDog/helm-charts, charts/datadog/templates/daemonset.yaml:149-190',
        notContainers: ['agents.containers', 'clusterAgent.containers'],
        note: 'agents.containers is a map of settings of containers that the chart adds.',
      },
    ],
  ),
  ...charts(
    'victoria-metrics',
    ['https://victoriametrics.github.io/helm-charts'],
    [
      {
        name: 'victoria-metrics-single',
        read: '0.45.0',
        source: 'VictoriaMetrics/helm-charts, charts/victoria-metrics-single at 5823471ac22e',
        components: [
          { from: 'server.extraContainers', to: 'server.initContainers', position: 'before-own' },
        ],
      },
      {
        name: 'victoria-metrics-alert',
        read: '0.47.0',
        source: 'VictoriaMetrics/helm-charts, charts/victoria-metrics-alert at 5823471ac22e',
        components: [...lists(['server', 'alertmanager'], 'extraContainers', 'initContainers')],
      },
      {
        name: 'victoria-metrics-cluster',
        read: '0.49.0',
        source: 'VictoriaMetrics/helm-charts, charts/victoria-metrics-cluster at 5823471ac22e',
        components: [
          ...lists(['vmselect', 'vminsert', 'vmauth'], 'extraContainers', 'initContainers'),
          {
            from: 'vmstorage.extraContainers',
            to: 'vmstorage.initContainers',
            position: 'before-own',
          },
        ],
      },
    ],
  ),
  ...charts(
    'open-telemetry',
    ['https://open-telemetry.github.io/opentelemetry-helm-charts'],
    [
      {
        name: 'opentelemetry-collector',
        read: '0.170.0',
        source:
          'open-telemetry/opentelemetry-helm-charts, charts/opentelemetry-collector at dd5665c06f37',
        closed: true,
        components: [{ from: 'extraContainers', to: 'initContainers', fromTpl: true, toTpl: true }],
      },
      {
        name: 'opentelemetry-demo',
        source:
          'open-telemetry/opentelemetry-helm-charts, charts/opentelemetry-demo/templates/_objects.tpl:99,139,198',
        note: "Items have a form of the chart's own, and add ports to Services.",
        components: [
          {
            from: 'components.*.sidecarContainers',
            to: 'components.*.initContainers',
            fromTpl: null,
            toTpl: null,
            hazards: ['dialect'],
          },
        ],
      },
    ],
  ),
  ...charts(
    'fluent',
    ['https://fluent.github.io/helm-charts'],
    [
      {
        name: 'fluent-bit',
        read: '0.58.1',
        source: 'fluent/helm-charts, charts/fluent-bit at 5b81bf7a5a5d',
        components: [
          {
            from: 'extraContainers',
            to: 'initContainers',
            fromShape: 'list-or-string',
            fromTpl: 'text',
            toShape: 'list-or-string',
            toTpl: 'text',
          },
        ],
      },
      {
        name: 'fluentd',
        source: 'fluent/helm-charts, templates/_pod.tpl:17',
        components: [{ from: null, to: 'initContainers', toTpl: null }],
      },
    ],
  ),
  ...charts(
    'vector',
    ['https://helm.vector.dev'],
    [
      {
        name: 'vector',
        read: '0.57.0',
        source: 'vectordotdev/helm-charts, charts/vector at 6dbdb4a1906d',
        components: [{ from: 'extraContainers', to: 'initContainers', fromTpl: true, toTpl: true }],
      },
    ],
  ),
];
