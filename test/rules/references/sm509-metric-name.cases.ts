import { type Files, files } from '../../support/cases.js';
import { beside, type Frame } from '../../support/examples.js';
import { changed, type ReferenceCase } from '../../support/references.js';

export const asked = (path: string, text: string): Files => files({}, { [path]: text });
export const METRIC = 'kube_pod_container_status_restarts_total';
const expr = (matchers: string, metric = METRIC): Files =>
  asked(
    'rules.yaml',
    `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: shop}\nspec:\n  groups:\n  - name: shop\n    rules:\n    - alert: Restarts\n      expr: increase(${metric}{${matchers}}[1h]) > 3\n`,
  );
const DASHBOARD = JSON.stringify({
  panels: [{ targets: [{ expr: `${METRIC}{namespace="$namespace", container="agent"}` }] }],
});

export const EXAMPLE: Frame = beside(
  'rules.yaml',
  (text) =>
    `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: shop}\nspec:\n  groups:\n  - name: shop\n    rules:\n    - alert: Restarts\n      ${text}\n`,
);

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'an alert is about the sidecar',
    code: 'SM509',
    severity: 'warn',
    fires: expr('namespace="shop", container="agent"'),
    where: 'rules.yaml:9',
    says: 'use kube_pod_init_container_status_restarts_total there',
    misses: [
      ['App', expr('container="web"')],
      ['anybody', expr('container=~".+", job="agent"')],
      ['all but it', expr('container!="agent"')],
      ['all but some', expr('container!~"web|agent"')],
      ['a longer name', expr('container="agent-2"')],
      ['another label', expr('sidecar="agent"')],
      ['pods of another workload', expr('container="agent", pod=~"till-.*"')],
      ['of cAdvisor', expr('container="agent"', 'container_memory_working_set_bytes')],
      [
        'of init containers',
        expr('container="agent"', 'kube_pod_init_container_status_restarts_total'),
      ],
      [
        'both are asked for',
        expr(
          `container="agent"}[1h]) or increase(kube_pod_init_container_status_restarts_total{container="agent"`,
        ),
      ],
      [
        'another namespace',
        changed(
          expr('namespace="till", container="agent"'),
          '{name: shop}\nspec:\n  template',
          '{name: shop, namespace: shop}\nspec:\n  template',
        ),
      ],
    ],
  },
  {
    name: 'an alert names the sidecar among others',
    code: 'SM509',
    severity: 'warn',
    fires: expr('pod=~"shop-.*", container=~"web|agent"'),
    where: 'rules.yaml:9',
    says: 'kube_pod_init_container_status_restarts_total',
    misses: [['not it', expr('pod=~"shop-.*", container=~"web|till"')]],
  },
  {
    name: 'a metric that init containers have none of',
    code: 'SM509',
    severity: 'warn',
    fires: expr('container="agent"', 'kube_pod_container_state_started'),
    where: 'rules.yaml:9',
    says: 'has no kube_pod_init_container_state_started',
    misses: [['App', expr('container="web"', 'kube_pod_container_state_started')]],
  },
  {
    name: 'a plain rule file is about the sidecar',
    code: 'SM509',
    severity: 'warn',
    fires: asked(
      'alerts.yml',
      `groups:\n- name: a\n  rules:\n  - record: r\n    expr: |\n      ${METRIC} {\n        container = 'agent'\n      }\n`,
    ),
    where: 'alerts.yml:6',
    says: 'kube_pod_init_container_status_restarts_total',
    misses: [
      ['App', asked('alerts.yml', `groups:\n- rules:\n  - expr: ${METRIC}{container='web'}\n`)],
    ],
  },
  {
    name: 'a dashboard is about the sidecar',
    code: 'SM509',
    severity: 'warn',
    fires: asked('dashboard.json', DASHBOARD),
    where: 'dashboard.json:1',
    says: 'kube_pod_init_container_status_restarts_total',
    misses: [
      ['a variable', asked('dashboard.json', DASHBOARD.replace('\\"agent\\"', '\\"$container\\"'))],
    ],
  },
  {
    name: 'a dashboard in a ConfigMap is about the sidecar',
    code: 'SM509',
    severity: 'warn',
    fires: asked(
      'config.yaml',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: dashboards}\ndata:\n  shop.json: ${JSON.stringify(DASHBOARD)}\n`,
    ),
    where: 'config.yaml:5',
    says: 'kube_pod_init_container_status_restarts_total',
    misses: [],
  },
];
