import { isAtLeast } from '../../helm/charts/look-up.js';
import type { Chart } from '../../model/chart.js';
import type { Hit } from '../../model/rule.js';
import type { Path } from '../../model/value.js';
import type { SwitchedSidecar, ValuesRule } from '../../model/values.js';
import { rule } from '../define.js';
import { takenByName } from './by-name.js';

/** A chart that makes a sidecar by itself, and can make it native: no container of values moves. */
export const nativeSwitch = rule({
  code: 'SM533',
  title: 'a sidecar that its chart can make native',
  sources: ['docs/charts.md', 'grafana-community/helm-charts charts/grafana/templates/_pod.tpl'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'Some charts make a sidecar of their own, and have values that make it native. They belong together: init<Kind> of grafana alone makes an init container that never ends, restartPolicy alone does nothing.',
  seen: 'Values of grafana, of kube-prometheus-stack, istiod and linkerd-control-plane that have a sidecar made, and not natively. It blocks where the version of the chart has no such values, or is not told, and where the sidecar ends by itself.',
  fix: 'Set all of the values together, or let --unsafe do so.',
  before: `sidecar:
  dashboards:
    enabled: true`,
  after: `sidecar:
  dashboards:
    enabled: true
    initDashboards: true
    restartPolicy: Always`,
  check: ({ pod, container }) => {
    const site = pod.values;
    const own = site?.switched?.find((each) => each.container === container.name);
    if (site === undefined || own === undefined || !site.rule.ok) return [];
    const { readOnly } = site.release;
    if (readOnly !== null)
      return [{ severity: 'block', message: readOnly.message, remedy: readOnly.remedy }];
    const hit = hitOf(site.path, own, site.rule);
    const isOpen = hit.severity === 'warn' && site.rule.byName;
    return isOpen ? [hit, takenByName(site.rule.chart)] : [hit];
  },
});

function hitOf(
  path: Path,
  own: SwitchedSidecar,
  rule: ValuesRule & { readonly ok: true },
): Hit<'block' | 'warn'> {
  const { chart, version } = rule;
  const { container, missing, ends } = own;
  const keys = missing
    .map(({ path: key, value }) => `${[...path, ...key].join('.')}: ${value}`)
    .join(' and ');
  const since = sinceOf(chart, container);
  const has = since === null ? true : isAtLeast(version, since);
  if (has === null)
    return {
      severity: 'block',
      message: `the chart ${chart.name} can make ${container} native from ${since} on, and its version is not told here`,
      remedy: `write its version where it is named, or set ${keys} by hand`,
    };
  if (!has)
    return {
      severity: 'block',
      message: `the chart ${chart.name} can make ${container} native from ${since} on, and this is ${version}`,
      remedy: `update the chart, then set ${keys}`,
    };
  if (ends !== null)
    return {
      severity: 'block',
      message: `with ${ends} ${container} ends after one look, and a native sidecar is started again without end`,
      remedy: 'let it watch first, or leave it as it is',
    };
  const together = missing.length > 1 ? ', both together' : '';
  return {
    severity: 'warn',
    message: `the chart ${chart.name} makes ${container} by itself; it is native with ${keys}${together}`,
    remedy: `set ${missing.length > 1 ? 'them' : 'it'}, or let --unsafe do so; see that nothing finds the container by its name, which may be another one then`,
  };
}

function sinceOf({ switches }: Chart, container: string): string | null {
  return switches.find((each) => each.container === container)?.since ?? null;
}
