import type { Chart } from '../../../model/chart.js';
import { charts, lists } from '../row.js';

/** Charts of the Argo project. */
export const ARGO_CHARTS: readonly Chart[] = [
  ...charts(
    'argoproj',
    ['https://argoproj.github.io/argo-helm', 'oci://ghcr.io/argoproj/argo-helm'],
    [
      {
        name: 'argo-cd',
        read: '10.1.1',
        source: 'argoproj/argo-helm, charts/argo-cd at af0a9310bacb',
        note: "A plug-in of the repo server needs what the chart's own init container copyutil copies, which runs first.",
        components: [
          ...lists(
            ['controller', 'applicationSet', 'notifications', 'redis'],
            'extraContainers',
            'initContainers',
            { fromTpl: true, toTpl: true },
          ),
          ...lists(['repoServer', 'dex'], 'extraContainers', 'initContainers', {
            fromTpl: true,
            toTpl: true,
            position: 'after-own',
          }),
          {
            from: 'server.extraContainers',
            to: 'server.initContainers',
            fromTpl: true,
            toTpl: true,
            position: 'before-own',
          },
        ],
      },
      {
        name: 'argo-workflows',
        read: '1.0.18',
        source: 'argoproj/argo-helm, charts/argo-workflows at af0a9310bacb',
        note: 'Template actions are evaluated in init containers, but not in sidecars.',
        components: [
          ...lists(['controller', 'server'], 'extraContainers', 'extraInitContainers', {
            toTpl: true,
          }),
        ],
      },
      {
        name: 'argo-events',
        read: '2.4.22',
        source: 'argoproj/argo-helm, charts/argo-events at af0a9310bacb',
        components: [{ from: 'controller.extraContainers', to: 'controller.initContainers' }],
      },
      {
        name: 'argo-rollouts',
        read: '2.41.0',
        source: 'argoproj/argo-helm, charts/argo-rollouts at af0a9310bacb',
        components: [{ from: 'controller.extraContainers', to: 'controller.initContainers' }],
      },
    ],
  ),
];
