import { isAtLeast } from '../../helm/charts/look-up.js';
import type { Chart } from '../../model/chart.js';
import type { Hit } from '../../model/rule.js';
import type { Path } from '../../model/value.js';
import type { SwitchedSidecar, ValuesRule } from '../../model/values.js';
import { blocks, rule } from '../define.js';
import { takenByName } from './by-name.js';

/** A chart that makes a sidecar by itself, and can make it native: no container of values moves. */
export const nativeSwitch = rule({
  code: 'SM533',
  title: 'a sidecar that the chart can make native',
  sources: ['docs/charts.md', 'grafana-community/helm-charts charts/grafana/templates/_pod.tpl'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'Some charts add a sidecar themselves, and have values that make it native. The values belong together: in grafana, init<Kind> alone makes an init container that never ends, and restartPolicy alone has no effect.',
  seen: 'Values of grafana, kube-prometheus-stack, istiod and linkerd-control-plane that add a sidecar that is not native. It blocks where the version of the chart has no such values or is not given, and where the sidecar ends by itself.',
  fix: 'Set all of the values together, or use --unsafe to set them.',
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
    if (readOnly !== null) return blocks(readOnly.message, readOnly.remedy);
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
      message: `the chart ${chart.name} can make ${container} native from ${since} on, and its version is not given here`,
      remedy: `set its version where the chart is named, or set ${keys} by hand`,
    };
  if (!has)
    return {
      severity: 'block',
      message: `the chart ${chart.name} can make ${container} native from ${since} on, and this is version ${version}`,
      remedy: `update the chart, then set ${keys}`,
    };
  if (ends !== null)
    return {
      severity: 'block',
      message: `with ${ends} ${container} ends after a single run, and a native sidecar would be restarted forever`,
      remedy: 'make it watch first, or leave it as it is',
    };
  const together = missing.length > 1 ? ', both together' : '';
  return {
    severity: 'warn',
    message: `the chart ${chart.name} adds ${container} itself; it is native with ${keys}${together}`,
    remedy: `set ${missing.length > 1 ? 'them' : 'it'}, or use --unsafe; check that nothing refers to the container by its name, which may change`,
  };
}

function sinceOf({ switches }: Chart, container: string): string | null {
  return switches.find((each) => each.container === container)?.since ?? null;
}
