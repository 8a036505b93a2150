import type { Subject } from '../../model/rule.js';
import { isMap, listAt } from '../../model/value.js';
import { baseOf } from '../../pod/classify/catalogue/image.js';
import { commandText } from '../../pod/classify/command.js';
import { informing, rule } from '../define.js';
import { hasStartupProbe } from './startup-probe.js';

export const startupProbeToAdd = rule({
  code: 'SM203',
  title: 'a suitable startupProbe',
  sources: ['GoogleCloudPlatform/cloud-sql-proxy examples/k8s-health-check'],
  effects: ['informs'],
  harm: 'Nothing goes wrong; a startupProbe would delay the main container until the sidecar answers.',
  seen: 'An image that has a health endpoint of its own, and no startupProbe.',
  fix: 'Add the probe that the message describes. The tool does not add it, because a wrong probe hangs the pod.',
  check: informing((subject) =>
    hasStartupProbe(subject.container) ? null : fittingProbe(subject),
  ),
});

/** Health endpoints that a sidecar answers by itself once a flag or its configuration says so. */
function fittingProbe({ container }: Subject): string | null {
  const image = baseOf(container.image ?? '');
  const text = `${commandText(container)} ${envText(container)}`;
  if (/cloud-?sql-?proxy/.test(image) && /--health-check|CSQL_PROXY_HEALTH_CHECK/.test(text)) {
    const isOpen = /0\.0\.0\.0/.test(text);
    return `a startupProbe on /startup, port 9090, would delay the main container until ${container.name} answers${isOpen ? '' : '; it also needs --http-address=0.0.0.0, or the probe never passes'}`;
  }
  if (/^proxyv2$/.test(image))
    return `a startupProbe on /healthz/ready, port 15021, would delay the main container until ${container.name} answers`;
  return null;
}

function envText(container: Subject['container']): string {
  return listAt(container.value, ['env'])
    .flatMap((entry) =>
      isMap(entry) ? [`${String(entry.name)}=${String(entry.value ?? '')}`] : [],
    )
    .join(' ');
}
