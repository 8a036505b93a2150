import { describe, expect, it } from 'vitest';
import { files } from '../../support/cases.js';
import { decided } from '../../support/pods.js';
import { METRICS, NEW } from '../parts.js';
import { BY_PORT, LABEL, SERVICE } from './sm508-monitor.cases.js';
import { asked, METRIC } from './sm509-metric-name.cases.js';

describe('what measures the sidecar', () => {
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
        { sidecar: METRICS },
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
