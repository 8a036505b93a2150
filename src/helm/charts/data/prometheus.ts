import type { Chart } from '../../../model/chart.js';
import { charts } from '../row.js';
import { grafanaSwitches } from './grafana-switches.js';

/** Containers of the operator: one of these names, or without an image, is a change to its own. */
const OPERATED = [
  'prometheus',
  'config-reloader',
  'init-config-reloader',
  'alertmanager',
  'thanos-sidecar',
  'thanos-ruler',
];

/** Charts of the Prometheus community. */
export const PROMETHEUS_CHARTS: readonly Chart[] = [
  ...charts(
    'prometheus-community',
    [
      'https://prometheus-community.github.io/helm-charts',
      'oci://ghcr.io/prometheus-community/charts',
    ],
    [
      {
        name: 'kube-prometheus-stack',
        read: '88.5.3',
        source: 'prometheus-community/helm-charts, charts/kube-prometheus-stack at cf408a290aec',
        subcharts: [
          'grafana-community/grafana',
          'prometheus-community/kube-state-metrics',
          'prometheus-community/prometheus-node-exporter',
        ],
        // It takes grafana 10.3.1 since 80.2.1 (charts/kube-prometheus-stack/Chart.yaml).
        switches: grafanaSwitches('grafana.sidecar', '80.2.1'),
        note: 'The operator merges these containers by name into its own: an item without an image changes one of them and stays.',
        components: [
          {
            from: 'alertmanager.alertmanagerSpec.containers',
            to: 'alertmanager.alertmanagerSpec.initContainers',
            ownNames: OPERATED,
          },
          {
            from: 'prometheus.prometheusSpec.containers',
            to: 'prometheus.prometheusSpec.initContainers',
            fromTpl: true,
            toTpl: true,
            ownNames: OPERATED,
          },
          {
            from: 'thanosRuler.thanosRulerSpec.containers',
            to: 'thanosRuler.thanosRulerSpec.initContainers',
            ownNames: OPERATED,
          },
        ],
      },
      {
        name: 'prometheus',
        read: '29.27.0',
        source: 'prometheus-community/helm-charts, charts/prometheus at cf408a290aec',
        subcharts: [
          'prometheus-community/alertmanager',
          'prometheus-community/kube-state-metrics',
          'prometheus-community/prometheus-node-exporter',
          'prometheus-community/prometheus-pushgateway',
        ],
        note: 'The source is a map keyed by name, the target a list.',
        components: [
          { from: 'server.sidecarContainers', to: 'server.extraInitContainers', fromShape: 'map' },
        ],
      },
      {
        name: 'alertmanager',
        read: '1.42.0',
        source: 'prometheus-community/helm-charts, charts/alertmanager at cf408a290aec',
        components: [{ from: 'extraContainers', to: 'extraInitContainers' }],
      },
      {
        name: 'prometheus-node-exporter',
        read: '4.56.1',
        source: 'prometheus-community/helm-charts, charts/prometheus-node-exporter at cf408a290aec',
        note: 'Each sidecar gets image, pull policy, security context and mounts of the exporter; an init container does not.',
        components: [
          {
            from: 'sidecars',
            to: 'extraInitContainers',
            position: 'before-own',
            hazards: ['item-defaults'],
          },
        ],
      },
      {
        name: 'kube-state-metrics',
        read: '8.4.0',
        source: 'prometheus-community/helm-charts, charts/kube-state-metrics at cf408a290aec',
        note: 'The key containers holds additional containers only.',
        components: [{ from: 'containers', to: 'initContainers' }],
      },
      {
        name: 'prometheus-postgres-exporter',
        read: '8.2.0',
        source:
          'prometheus-community/helm-charts, charts/prometheus-postgres-exporter at cf408a290aec',
        components: [{ from: 'extraContainers', to: 'initContainers' }],
      },
      {
        name: 'prometheus-pushgateway',
        read: '3.8.0',
        source: 'prometheus-community/helm-charts, charts/prometheus-pushgateway at cf408a290aec',
        components: [{ from: 'extraContainers', to: 'extraInitContainers' }],
      },
      {
        name: 'prometheus-adapter',
        read: '5.3.0',
        source: 'prometheus-community/helm-charts, charts/prometheus-adapter at cf408a290aec',
        components: [{ from: 'extraContainers', to: null }],
      },
      {
        name: 'prometheus-json-exporter',
        read: '0.19.2',
        source: 'prometheus-community/helm-charts, charts/prometheus-json-exporter at cf408a290aec',
        components: [{ from: 'extraContainers', to: 'extraInitContainers' }],
      },
      {
        name: 'prometheus-windows-exporter',
        read: '0.12.8',
        source:
          'prometheus-community/helm-charts, charts/prometheus-windows-exporter at cf408a290aec',
        note: 'Mounts of sidecars (sidecarVolumeMount) are written after the last sidecar; an init container does not get them.',
        components: [
          {
            from: 'sidecars',
            to: 'extraInitContainers',
            position: 'after-own',
            hazards: ['item-defaults'],
          },
        ],
      },
    ],
  ),
];
