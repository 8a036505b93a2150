import type { ChartSwitch } from '../../../model/chart.js';

/** What watches ConfigMaps for grafana: the kind in the values, its switch, and its container. */
const KINDS: readonly (readonly [kind: string, key: string, container: string])[] = [
  ['dashboards', 'initDashboards', 'grafana-sc-dashboard'],
  ['datasources', 'initDatasources', 'grafana-sc-datasources'],
  ['alerts', 'initAlerts', 'grafana-sc-alerts'],
  ['notifiers', 'initNotifiers', 'grafana-sc-notifiers'],
];

/**
 * grafana-community/helm-charts, charts/grafana/templates/_pod.tpl: with init<Kind> the container goes
 * to the init containers, and restartPolicy is written only there. From 10.3.0 on; in that release
 * alerts and notifiers ended after one look (fixed in 10.3.1, 6092ca0e).
 */
export function grafanaSwitches(at: string, since: string): readonly ChartSwitch[] {
  return KINDS.map(([kind, key, container]) => ({
    at,
    container,
    image: 'quay.io/kiwigrid/k8s-sidecar',
    madeBy: `${kind}.enabled`,
    sets: [
      { key: `${kind}.${key}`, value: true },
      { key: `${kind}.restartPolicy`, value: 'Always' },
    ],
    since,
    ends: { key: `${kind}.watchMethod`, value: 'LIST' },
    says: '',
  }));
}
