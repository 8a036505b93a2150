import { type Files, files } from '../../support/cases.js';
import { changed, type ReferenceCase } from '../../support/references.js';

export const PORT = ', ports: [{name: metrics, containerPort: 2020}]';
export const NEW = { kubeVersion: '1.33' };
export const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: shop, labels: {app: shop}}\nspec:\n  selector: {app: shop}\n  ports: [{name: prom, port: 80, targetPort: metrics}]\n';

export const monitor = (kind: string, spec: string): Files =>
  files(
    { sidecar: PORT },
    {
      'monitor.yaml': `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata: {name: shop}\nspec:\n  selector: {matchLabels: {app: shop}}\n${spec}`,
      'service.yaml': SERVICE,
    },
  );
const BY_TARGET = monitor('ServiceMonitor', '  endpoints:\n  - targetPort: metrics\n');
export const BY_PORT = monitor('ServiceMonitor', '  endpoints:\n  - port: prom\n');
const BY_POD = monitor('PodMonitor', '  podMetricsEndpoints:\n  - port: metrics\n');

const SCRAPED = ', annotations: {prometheus.io/scrape: "true"}';
const relabelled = (relabelling: string, template = SCRAPED): Files =>
  files(
    { sidecar: PORT, template },
    {
      'prometheus.yml': `scrape_configs:\n- job_name: pods\n  relabel_configs:\n  - ${relabelling}\n`,
    },
  );
export const LABEL = '__meta_kubernetes_pod_container_init';
const DROPPED = relabelled(`{source_labels: [${LABEL}], action: drop, regex: true}`);

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

export const MONITORING: readonly ReferenceCase[] = [
  {
    name: 'a ServiceMonitor scrapes by targetPort',
    code: 'SM508',
    severity: 'warn',
    fires: BY_TARGET,
    options: NEW,
    where: 'monitor.yaml:7',
    says: 'port: prom',
    misses: [
      ['by port', BY_PORT],
      ['a port of App', changed(BY_TARGET, 'targetPort: metrics\n', 'targetPort: http\n')],
      [
        'another Service',
        changed(BY_TARGET, 'matchLabels: {app: shop}', 'matchLabels: {app: till}'),
      ],
      [
        'another namespace',
        changed(
          changed(
            BY_TARGET,
            '{matchLabels: {app: shop}}',
            '{matchLabels: {app: shop}}\n  namespaceSelector: {matchNames: [till]}',
          ),
          'labels: {app: shop}}\nspec:\n  selector',
          'namespace: shop, labels: {app: shop}}\nspec:\n  selector',
        ),
      ],
    ],
  },
  {
    name: 'a ServiceMonitor scrapes by the number of the port',
    code: 'SM508',
    severity: 'warn',
    fires: changed(BY_TARGET, 'targetPort: metrics\n', 'targetPort: 2020\n'),
    options: NEW,
    where: 'monitor.yaml:7',
    says: 'port: prom',
    misses: [['of App', changed(BY_TARGET, 'targetPort: metrics\n', 'targetPort: 80\n')]],
  },
  {
    name: 'a ServiceMonitor scrapes by the port of the Service',
    code: 'SM508',
    severity: 'info',
    fires: BY_PORT,
    options: NEW,
    where: 'monitor.yaml:7',
    says: 'the target stays',
    misses: [['another port', changed(BY_PORT, 'port: prom\n', 'port: http\n')]],
  },
  {
    name: 'a PodMonitor scrapes the port',
    code: 'SM508',
    severity: 'info',
    fires: BY_POD,
    options: NEW,
    where: 'monitor.yaml:7',
    says: 'including their init containers',
    misses: [
      ['of App', changed(BY_POD, 'port: metrics\n', 'port: http\n')],
      ['other pods', changed(BY_POD, 'matchLabels: {app: shop}', 'matchLabels: {app: till}')],
    ],
  },
  {
    name: 'a scrape configuration drops init containers',
    code: 'SM508',
    severity: 'warn',
    fires: DROPPED,
    where: 'prometheus.yml:4',
    says: LABEL,
    misses: [
      ['it keeps them', relabelled(`{source_labels: [${LABEL}], action: keep, regex: true}`)],
      ['it only renames', relabelled(`{source_labels: [${LABEL}], target_label: init}`)],
      [
        'two labels at once',
        relabelled(`{source_labels: [${LABEL}, x], action: drop, regex: true}`),
      ],
      [
        'the pod is not scraped',
        changed(
          relabelled(`{source_labels: [${LABEL}], action: drop, regex: true}`, ''),
          'name: metrics',
          'name: http',
        ),
      ],
      [
        'by its annotated port',
        relabelled(
          `{source_labels: [${LABEL}], action: drop, regex: true}`,
          ', annotations: {prometheus.io/scrape: "true", prometheus.io/port: "80"}',
        ),
      ],
    ],
  },
  {
    name: 'a ConfigMap holds a scrape configuration that keeps no init containers',
    code: 'SM508',
    severity: 'warn',
    fires: files(
      { sidecar: PORT, template: SCRAPED },
      {
        'config.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: prometheus}\ndata:\n  prometheus.yml: |\n    scrape_configs:\n    - relabel_configs:\n      - source_labels:\n        - ${LABEL}\n        action: keep\n        regex: "false"\n`,
      },
    ),
    where: 'config.yaml:9',
    says: LABEL,
    misses: [],
  },
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
