import { describe, expect, it } from 'vitest';
import { type Files, files } from '../../support/cases.js';
import { decided } from '../../support/pods.js';
import { changed, type ReferenceCase, refers } from '../../support/references.js';

const PORT = ', ports: [{name: metrics, containerPort: 2020}]';
const NEW = { kubeVersion: '1.33' };
const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: shop, labels: {app: shop}}\nspec:\n  selector: {app: shop}\n  ports: [{name: prom, port: 80, targetPort: metrics}]\n';

const monitor = (kind: string, spec: string): Files =>
  files(
    { sidecar: PORT },
    {
      'monitor.yaml': `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata: {name: shop}\nspec:\n  selector: {matchLabels: {app: shop}}\n${spec}`,
      'service.yaml': SERVICE,
    },
  );
const BY_TARGET = monitor('ServiceMonitor', '  endpoints:\n  - targetPort: metrics\n');
const BY_PORT = monitor('ServiceMonitor', '  endpoints:\n  - port: prom\n');
const BY_POD = monitor('PodMonitor', '  podMetricsEndpoints:\n  - port: metrics\n');

const SCRAPED = ', annotations: {prometheus.io/scrape: "true"}';
const relabelled = (relabelling: string, template = SCRAPED): Files =>
  files(
    { sidecar: PORT, template },
    {
      'prometheus.yml': `scrape_configs:\n- job_name: pods\n  relabel_configs:\n  - ${relabelling}\n`,
    },
  );
const LABEL = '__meta_kubernetes_pod_container_init';
const DROPPED = relabelled(`{source_labels: [${LABEL}], action: drop, regex: true}`);

const asked = (path: string, text: string): Files => files({}, { [path]: text });
const METRIC = 'kube_pod_container_status_restarts_total';
const expr = (matchers: string, metric = METRIC): Files =>
  asked(
    'rules.yaml',
    `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: shop}\nspec:\n  groups:\n  - name: shop\n    rules:\n    - alert: Restarts\n      expr: increase(${metric}{${matchers}}[1h]) > 3\n`,
  );
const DASHBOARD = JSON.stringify({
  panels: [{ targets: [{ expr: `${METRIC}{namespace="$namespace", container="agent"}` }] }],
});

const CASES: readonly ReferenceCase[] = [
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
    says: 'init containers included',
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
    says: 'ask for kube_pod_init_container_status_restarts_total there',
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

describe('what measures the sidecar', () => {
  it.each(CASES)('$name', refers);

  it('one monitor is enough to say that all is well', async () => {
    const all = { ...BY_PORT, 'second.yaml': BY_PORT['monitor.yaml'] ?? '' };
    const { codes } = await decided(all, NEW);
    expect(codes.filter((code) => code === 'SM508 info').length).toBe(1);
  });

  it('a metric is said once for each file', async () => {
    const { codes } = await decided(
      asked(
        'rules.yaml',
        `a: ${METRIC}{container="agent"}\nb: ${METRIC}{container="agent", x="y"}\n`,
      ),
    );
    expect(codes.filter((code) => code === 'SM509 warn').length).toBe(1);
  });

  it('monitors and expressions that are none break nothing', async () => {
    const { pod } = await decided(
      files(
        { sidecar: PORT },
        {
          'a.yaml':
            'kind: ServiceMonitor\nspec: {selector: [metrics], namespaceSelector: x, endpoints: [null, x, {port: {}}]}\n',
          'b.yaml': 'kind: PodMonitor\nspec: metrics\n',
          'c.yaml': `x: ${LABEL}\ny: "${LABEL}: {"\nz: {source_labels: ${LABEL}, action: 1}\n`,
          'd.yaml':
            "x: 'kube_pod_container_info{container=\"agent'\ny: 'kube_pod_container_info{container=~\"agent(\"}'\n",
          'service.yaml': SERVICE.replace('targetPort: metrics', 'targetPort: 2020'),
        },
      ),
    );
    expect(pod.state).toBe('moved');
    expect(
      pod.containers.flatMap(({ findings }) => findings).map(({ code }) => code),
    ).not.toContain('SM509');
  });
});
