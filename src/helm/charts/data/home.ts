import type { Chart } from '../../../model/chart.js';
import { charts } from '../row.js';

/** Libraries with a map of containers for each controller, and charts of home servers. */
export const HOME_CHARTS: readonly Chart[] = [
  ...charts(
    'nextcloud',
    ['https://nextcloud.github.io/helm'],
    [
      {
        name: 'nextcloud',
        read: '9.2.4',
        source: 'nextcloud/helm, charts/nextcloud at c968d8be417b',
        note: 'Your init containers run before those that wait for the database.',
        components: [
          {
            from: 'nextcloud.extraSidecarContainers',
            to: 'nextcloud.extraInitContainers',
            position: 'before-own',
          },
        ],
      },
    ],
  ),
  ...charts(
    'pajikos',
    ['http://pajikos.github.io/home-assistant-helm-chart'],
    [
      {
        name: 'home-assistant',
        source:
          'pajikos/home-assistant-helm-chart, charts/home-assistant/templates/statefulset.yaml at 01a1eeeeea51',
        note: 'addons.codeserver is a sidecar that the chart adds.',
        components: [{ from: null, to: 'initContainers', toTpl: null, position: 'before-own' }],
      },
    ],
  ),
  ...charts(
    'bjw-s',
    [
      'oci://ghcr.io/bjw-s-labs/helm/app-template',
      'oci://ghcr.io/bjw-s/helm/app-template',
      'https://bjw-s-labs.github.io/helm-charts',
      'https://bjw-s.github.io/helm-charts',
    ],
    [
      {
        id: 'bjw-s/app-template@3',
        name: 'app-template',
        since: 3,
        source:
          'bjw-s-labs/helm-charts, charts/library/common 4.0.1: _initContainers.tpl, container/_spec.tpl:51, chart/_kahn.tpl, schemas/containers.json:65',
        note: 'Sorted by name unless dependsOn says otherwise; a dependency on a container of the other map breaks rendering.',
        components: [
          {
            from: 'controllers.*.containers',
            to: 'controllers.*.initContainers',
            fromShape: 'map',
            fromTpl: true,
            toShape: 'map',
            toTpl: true,
            position: 'by-edges',
            ownNames: ['app', 'main'],
            whole: true,
          },
        ],
      },
    ],
  ),
  ...charts(
    'bjw-s',
    ['https://bjw-s.github.io/helm-charts'],
    [
      {
        id: 'bjw-s/app-template@2',
        name: 'app-template',
        since: 2,
        below: 3,
        upgrade: '3.0.0',
        source:
          'bjw-s/helm-charts, tag common-2.6.0: no restartPolicy in lib/container; added by b78483b0 (v3.0.0-beta1)',
        note: 'The library copies fields by name; restartPolicy is not among them (added in 3.0 by b78483b0).',
        components: [
          {
            from: 'controllers.*.containers',
            to: 'controllers.*.initContainers',
            fromShape: 'map',
            fromTpl: null,
            toShape: 'map',
            toTpl: null,
            position: 'by-edges',
            passes: false,
            ownNames: ['app', 'main'],
            whole: true,
          },
        ],
      },
      {
        id: 'bjw-s/app-template@1',
        name: 'app-template',
        below: 2,
        source: 'bjw-s/helm-charts, common 1.5.1 at 885f5b7e933c: lib/controller/_pod.tpl:51-71',
        note: 'sidecars and additionalContainers are merged, and both are used.',
        components: [
          {
            from: 'sidecars',
            to: 'initContainers',
            fromShape: 'map',
            fromTpl: true,
            toShape: 'map',
            toTpl: true,
            position: 'by-name',
          },
          {
            from: 'additionalContainers',
            to: 'initContainers',
            fromShape: 'map',
            fromTpl: true,
            toShape: 'map',
            toTpl: true,
            position: 'by-name',
          },
        ],
      },
    ],
  ),
  ...charts(
    'k8s-at-home',
    ['https://library-charts.k8s-at-home.com', 'https://k8s-at-home.com/charts'],
    [
      {
        name: '*',
        source:
          'k8s-at-home/library-charts, charts/stable/common/templates/lib/controller/_pod.tpl:46-79',
        note: 'Init containers are sorted by name. Addons are sidecars that the chart adds.',
        components: [
          {
            from: 'additionalContainers',
            to: 'initContainers',
            fromShape: 'map',
            fromTpl: true,
            toShape: 'map',
            toTpl: true,
            position: 'by-name',
          },
        ],
      },
    ],
  ),
  ...charts(
    'truecharts',
    [
      'oci://tccr.io/truecharts',
      'oci://oci.trueforge.org/truecharts',
      'https://charts.truecharts.org',
    ],
    [
      {
        name: '*',
        source: 'truecharts/public, docs truecharts.org/common/container',
        note: 'Fields are copied by name; whether restartPolicy is one of them is not documented.',
        components: [
          {
            from: 'workload.*.podSpec.containers',
            to: 'workload.*.podSpec.initContainers',
            fromShape: 'map',
            fromTpl: null,
            toShape: 'map',
            toTpl: null,
            position: 'unknown',
            passes: null,
            whole: true,
          },
        ],
      },
    ],
  ),
  ...charts(
    'home-operations',
    ['oci://ghcr.io/home-operations/charts'],
    [
      {
        name: 'gatus',
        source: 'home-operations/gatus-sidecar, PR home-operations/gatus-sidecar#96',
        note: 'The chart runs its sidecar natively.',
        components: [{ from: null, to: 'initContainers', toTpl: null, position: 'before-own' }],
      },
    ],
  ),
];
