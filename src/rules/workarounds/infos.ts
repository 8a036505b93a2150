import type { EffectivePod } from '../../model/pod.js';
import type { Rule } from '../../model/rule.js';
import { mapAt } from '../../model/value.js';
import { localPortIn, ownPorts } from '../../pod/facts/ports.js';
import { loopsIn, programOf } from '../../pod/facts/programs.js';
import { signalOf } from '../../pod/facts/quits.js';
import { allCalls, allText } from '../../pod/facts/scripts.js';
import { sleepOf } from '../../pod/facts/times.js';
import { type InfoRow, informing } from '../define.js';

const ROWS: readonly InfoRow[] = [
  [
    'SM905',
    'a sidecar that reloads the application',
    'kubernetes/website tasks/configure-pod-container/share-process-namespace.md',
    ({ pod, container }) => {
      const signal = allCalls(container)
        .map(signalOf)
        .find((each) => each !== null && !each.ends && each.name !== '0');
      return signal === undefined || signal === null || pod.spec.shareProcessNamespace !== true
        ? null
        : `${container.name} sends ${signal.name} to the application, whose process is not there yet when ${container.name} starts`;
    },
  ],
  [
    'SM908',
    'a proxy that waits for connections',
    'GoogleCloudPlatform/cloud-sql-proxy docs/cmd',
    ({ container }) =>
      /-term_timeout|--max-sigterm-delay/.test(allText(container))
        ? `${container.name} waits for open connections when it is stopped, which is now after the application has ended`
        : null,
  ],
  [
    'SM916',
    'an application that waits for its endpoint to go',
    'kubernetes/website concepts/workloads/pods/pod-lifecycle.md',
    ({ apps }) => {
      const app = apps.find((each) => sleepOf(each, 'preStop') > 0);
      return app === undefined
        ? null
        : `the preStop sleep of ${app.name} is still needed while its endpoint goes`;
    },
  ],
  [
    'SM917',
    'annotations about the order of the Istio proxy',
    'istio/istio#45959',
    ({ pod }) =>
      /holdApplicationUntilProxyStarts|EXIT_ON_ZERO_ACTIVE_CONNECTIONS|MINIMUM_DRAIN_DURATION|terminationDrainDuration/.test(
        JSON.stringify(pod.podAnnotations['proxy.istio.io/config'] ?? ''),
      )
        ? 'proxy.istio.io/config orders the start or the stop of the Istio proxy, which a native one no longer needs'
        : null,
  ],
  [
    'SM918',
    'an application that waits for its sidecar',
    'KEP-753, Pod startup completed condition',
    ({ container, apps }) => {
      const app = apps.find((each) =>
        [
          ...loopsIn(programOf(each)).flatMap(({ condition }) => condition),
          ...allCalls(each).filter(({ name }) =>
            /^(?:wait-for-it(?:\.sh)?|dockerize|wait4x)$/.test(name),
          ),
        ].some(({ text }) => localPortIn(text, ownPorts(container)) !== null),
      );
      return app === undefined
        ? null
        : `${app.name} waits for ${container.name} when it starts; the wait is needed for as long as ${container.name} has no startupProbe on that port`;
    },
  ],
  [
    'SM919',
    'a deadline that ended hung Jobs',
    'kubernetes/kubernetes#25908',
    ({ pod }) =>
      jobSpec(pod)?.activeDeadlineSeconds === undefined
        ? null
        : 'activeDeadlineSeconds is a deadline for the work alone from now on: the Job ends when the application does',
  ],
  [
    'SM920',
    'a Job kept out of the mesh',
    'istio/istio#11659',
    ({ pod }) =>
      [pod.podLabels, pod.podAnnotations].some(
        (map) => String(map['sidecar.istio.io/inject'] ?? '') === 'false',
      ) && /^(?:Job|CronJob)$/.test(pod.workload.kind)
        ? 'sidecar.istio.io/inject keeps this Job out of the mesh; with native sidecars the mesh no longer keeps it from completing'
        : null,
  ],
];

/** What only informs of the workarounds. */
export const WORKAROUND_INFOS: readonly Rule[] = informing(ROWS);

function jobSpec({ workload }: EffectivePod) {
  return mapAt(
    workload.object,
    workload.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec'],
  );
}
