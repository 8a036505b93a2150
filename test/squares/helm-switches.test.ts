import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/index.js';
import { withRig } from '../support/rig.js';
import { MAIN, type TestChart, umbrella } from './helm-charts.js';
import { at, byHand, render, tools } from './helm-square.js';

const sidecar = (kind: string, name: string): string => `        - name: grafana-${name}
          image: quay.io/kiwigrid/k8s-sidecar:1
          {{- if and $s.${kind}.${initOf(kind)} $s.${kind}.restartPolicy }}
          restartPolicy: {{ $s.${kind}.restartPolicy }}
          {{- end }}
`;

function initOf(kind: string): string {
  return `init${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`;
}

/** As the chart of grafana does it: the container stands in one of the two lists, by a value. */
const SWITCHED: TestChart = {
  name: 'grafana',
  repo: 'https://grafana-community.github.io/helm-charts',
  version: '12.11.1',
  values: `sidecar:
  dashboards: {enabled: false, initDashboards: false, watchMethod: WATCH}
  datasources: {enabled: false, initDatasources: false, watchMethod: WATCH}
`,
  lists: `      {{- $s := .Values.sidecar }}
      initContainers:
        - name: init-chown-data
          image: registry.example.com/chown:1
      {{- if and $s.datasources.enabled $s.datasources.initDatasources }}
${sidecar('datasources', 'sc-datasources')}      {{- end }}
      {{- if and $s.dashboards.enabled $s.dashboards.initDashboards }}
${sidecar('dashboards', 'sc-dashboard')}      {{- end }}
      containers:
      {{- if and $s.dashboards.enabled (not $s.dashboards.initDashboards) }}
${sidecar('dashboards', 'sc-dashboard')}      {{- end }}
      {{- if and $s.datasources.enabled (not $s.datasources.initDatasources) }}
${sidecar('datasources', 'sc-datasources')}      {{- end }}
${MAIN}`,
};

const LAYER = 'grafana:\n  sidecar:\n    dashboards: {enabled: false}\n';

describe.skipIf(tools === null)('sidecars that a chart makes, rendered before and after', () => {
  it.each<[string, string, readonly string[]]>([
    ['one', 'dashboards: {enabled: true}\n', ['grafana-sc-dashboard']],
    [
      'one of two',
      'dashboards:\n  enabled: true\n  restartPolicy: Always\ndatasources:\n  enabled: false\n',
      ['grafana-sc-dashboard'],
    ],
    [
      'a value that is there',
      'datasources:\n  enabled: true\n  initDatasources: false\n',
      ['grafana-sc-datasources'],
    ],
    ['none that ends by itself', 'dashboards:\n  enabled: true\n  watchMethod: LIST\n', []],
    ['none that is not made', 'dashboards:\n  restartPolicy: Always\n', []],
  ])('%s', async (_, values, moved) => {
    const own = `grafana:\n  sidecar:\n${at(values, 4)}`;
    const files = { ...umbrella(SWITCHED, own), 'shop/values-prod.yaml': LAYER };
    await withRig(files, async (rig) => {
      const layers = [[], ['shop/values-prod.yaml']];
      const before = layers.map((layer) => render(rig.dir, layer));
      const outcome = await migrate(new Map(Object.entries(files).sort()), { unsafe: true });
      expect(outcome.failures).toEqual([]);
      for (const { path, after } of outcome.files) rig.write(path, after);
      const after = layers.map((layer) => render(rig.dir, layer));
      expect(after).toEqual(before.map((objects) => byHand(objects, moved)));
      expect(JSON.stringify(after).includes('Always')).toBe(moved.length > 0);
    });
  });
});
