import type { Pod } from '../../model/pod.js';
import type { LabelMatcher, MetricReference } from '../../model/references.js';
import type { Hit, Subject } from '../../model/rule.js';
import { fitsForeign } from '../../text/foreign-pattern.js';
import { rule } from '../define.js';
import { at } from './at.js';
import { mayShare } from './selector.js';

const OF_CONTAINERS = /^kube_pod_container_/;

/** Metrics about containers that kube-state-metrics has no twin of for init containers. */
const WITHOUT_TWIN: ReadonlySet<string> = new Set([
  'kube_pod_container_state_started',
  'kube_pod_container_status_last_terminated_exitcode',
  'kube_pod_container_status_last_terminated_timestamp',
]);

/** kube-state-metrics counts a sidecar under another name: what asks for the old one goes silent. */
export const metricName = rule({
  code: 'SM509',
  title: 'alerts and dashboards for the sidecar',
  sources: [
    'kubernetes/kube-state-metrics docs/metrics/workload/pod-metrics.md',
    'kubernetes/kube-state-metrics#2436',
    'kubernetes/kube-state-metrics#2729',
  ],
  effects: ['warns'],
  harm: 'kube-state-metrics counts a sidecar among the init containers: there are no kube_pod_container_… metrics of it any more, and alerts on them never fire again. The container_… metrics of cAdvisor keep their names.',
  seen: 'Expressions with kube_pod_container_… and the name of the sidecar as container, in PrometheusRules, rule files, dashboards and ConfigMaps. An expression that has both metrics passes.',
  fix: 'Use kube_pod_init_container_…; use both while old pods still run.',
  before: 'expr: kube_pod_container_status_restarts_total{container="proxy"} > 3',
  after: 'expr: kube_pod_init_container_status_restarts_total{container="proxy"} > 3',
  check: (subject) => {
    const about = subject.tree.metrics.filter((reference) => isAbout(reference, subject));
    const found = about.filter(
      (reference) =>
        OF_CONTAINERS.test(reference.metric) &&
        !about.some(
          (other) =>
            other.place.path === reference.place.path && other.metric === twinOf(reference.metric),
        ),
    );
    // One finding for a metric of a file: a dashboard asks for the same ten times.
    const keys = found.map(({ metric, place }) => `${place.path} ${metric}`);
    return found
      .filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
      .map((reference) => hit(reference, subject));
  },
});

function twinOf(metric: string): string {
  return metric.replace(OF_CONTAINERS, 'kube_pod_init_container_');
}

function hit({ metric, place }: MetricReference, { container }: Subject): Hit<'warn'> {
  return {
    severity: 'warn',
    message: `${metric} of ${container.name} is queried, and does not exist for a sidecar: alerts and panels that use it no longer get data (${at(place)})`,
    remedy: WITHOUT_TWIN.has(metric)
      ? `use another metric there: kube-state-metrics has no ${twinOf(metric)}`
      : `use ${twinOf(metric)} there (during the rollout both, with "or"), then accept SM509`,
    related: [place],
  };
}

/** Whether the labels of an expression say this container of this pod, and not just any. */
function isAbout({ matchers }: MetricReference, { pod, container }: Subject): boolean {
  return matchers.every((matcher) => {
    switch (matcher.label) {
      case 'container':
        return names(matcher, container.name);
      case 'namespace':
        return matcher.operator !== '=' || isVariable(matcher) || mayBeIn(matcher, pod);
      case 'pod':
        return isVariable(matcher) || mayBePod(matcher, pod);
      default:
        return true;
    }
  });
}

function mayBeIn({ value }: LabelMatcher, { workload }: Pod): boolean {
  return mayShare(value, workload.namespace);
}

/** What a dashboard puts in. */
function isVariable({ value }: LabelMatcher): boolean {
  return value.includes('$') || value.includes('{{');
}

/** No container is called so: what matches it names none. */
const NOBODY = '\u0000';

function names({ operator, value }: LabelMatcher, name: string): boolean {
  if (operator === '=') return value === name;
  if (operator !== '=~') return false;
  return fits(value, name) && !fits(value, NOBODY);
}

/** Names of pods are the workload's and more; a text that only holds the name is close enough. */
function mayBePod({ operator, value }: LabelMatcher, { workload }: Pod): boolean {
  if (operator.startsWith('!') || value.includes(workload.name)) return true;
  return [`${workload.name}-0`, `${workload.name}-5d8f7c9b4-x2k9z`].some((name) =>
    fits(value, name),
  );
}

/** Prometheus anchors its expressions; what is none, or is not run here, fits nothing. */
function fits(pattern: string, text: string): boolean {
  return fitsForeign(pattern, text) ?? false;
}
