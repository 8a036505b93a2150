import { type Files, files } from '../../support/cases.js';
import { type Frame, indented } from '../../support/examples.js';
import { changed, type ReferenceCase } from '../../support/references.js';
import { METRICS, NEW } from '../parts.js';

export const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: shop, labels: {app: shop}}\nspec:\n  selector: {app: shop}\n  ports: [{name: prom, port: 80, targetPort: metrics}]\n';
const monitor = (kind: string, spec: string): Files =>
  files(
    { sidecar: METRICS },
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
    { sidecar: METRICS, template },
    {
      'prometheus.yml': `scrape_configs:\n- job_name: pods\n  relabel_configs:\n  - ${relabelling}\n`,
    },
  );
export const LABEL = '__meta_kubernetes_pod_container_init';
const DROPPED = relabelled(`{source_labels: [${LABEL}], action: drop, regex: true}`);

export const EXAMPLE: Frame = (text) => ({
  files: monitor('ServiceMonitor', `${indented(2, text)}\n`),
  options: NEW,
});

export const CASES: readonly ReferenceCase[] = [
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
      { sidecar: METRICS, template: SCRAPED },
      {
        'config.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: prometheus}\ndata:\n  prometheus.yml: |\n    scrape_configs:\n    - relabel_configs:\n      - source_labels:\n        - ${LABEL}\n        action: keep\n        regex: "false"\n`,
      },
    ),
    where: 'config.yaml:9',
    says: LABEL,
    misses: [],
  },
];
