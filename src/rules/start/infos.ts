import { isNative } from '../../model/pod.js';
import type { Rule, Subject } from '../../model/rule.js';
import { isMap, listAt } from '../../model/value.js';
import { baseOf } from '../../pod/classify/catalogue/image.js';
import { commandText } from '../../pod/classify/command.js';
import { probeOf } from '../../pod/facts/programs.js';
import { type InfoRow, informing } from '../define.js';

const ROWS: readonly InfoRow[] = [
  [
    'SM201',
    'started, not ready',
    'KEP-753, Pod startup completed condition',
    ({ container }) =>
      probeOf(container, 'readinessProbe') === undefined || hasStartupProbe(container)
        ? null
        : `the application starts as soon as the process of ${container.name} runs: its readinessProbe does not hold the start back, a startupProbe would`,
  ],
  [
    'SM202',
    'readiness of a sidecar',
    'kubernetes/website concepts/workloads/pods/sidecar-containers.md',
    ({ container: { name, value } }) =>
      value.readinessProbe === undefined
        ? null
        : `the readinessProbe of ${name} still counts for the readiness of the pod`,
  ],
  [
    'SM203',
    'a startupProbe that would fit',
    'GoogleCloudPlatform/cloud-sql-proxy examples/k8s-health-check',
    (subject) => (hasStartupProbe(subject.container) ? null : fittingProbe(subject)),
  ],
  [
    'SM210',
    'starts that add up',
    'KEP-753, Scenario 7',
    ({ pod, container, moving }) => {
      const natives = [...pod.initContainers.filter(isNative), ...moving].filter(hasStartupProbe);
      return natives.length < 2 || !natives.includes(container)
        ? null
        : `${natives.map(({ name }) => name).join(', ')} start one after the other, each once the startupProbe before it has passed`;
    },
  ],
  [
    'SM215',
    'crashed applications of 1.35',
    'kubernetes/kubernetes#136969, #137885',
    ({ container, settings }) =>
      hasStartupProbe(container) && settings.kubeMinor <= 35
        ? `on 1.35 before the patch with kubernetes/kubernetes#137885 a restart of the kubelet keeps it from restarting crashed applications beside ${container.name}, which has a startupProbe`
        : null,
  ],
];

/** What only informs in section 2. */
export const START_INFOS: readonly Rule[] = informing(ROWS);

function hasStartupProbe(container: Subject['container']): boolean {
  return probeOf(container, 'startupProbe') !== undefined;
}

/** Health endpoints that a sidecar answers by itself once a flag or its configuration says so. */
function fittingProbe({ container }: Subject): string | null {
  const image = baseOf(container.image ?? '');
  const text = `${commandText(container)} ${envText(container)}`;
  if (/cloud-?sql-?proxy/.test(image) && /--health-check|CSQL_PROXY_HEALTH_CHECK/.test(text)) {
    const isOpen = /0\.0\.0\.0/.test(text);
    return `a startupProbe on /startup, port 9090, would hold the application back until ${container.name} answers${isOpen ? '' : '; it also needs --http-address=0.0.0.0, or the probe never passes'}`;
  }
  if (/^proxyv2$/.test(image))
    return `a startupProbe on /healthz/ready, port 15021, would hold the application back until ${container.name} answers`;
  return null;
}

function envText(container: Subject['container']): string {
  return listAt(container.value, ['env'])
    .flatMap((entry) =>
      isMap(entry) ? [`${String(entry.name)}=${String(entry.value ?? '')}`] : [],
    )
    .join(' ');
}
