import type { Pod } from '../../model/pod.js';
import { mapAt, type ValueMap } from '../../model/value.js';
import { rule, warns } from '../define.js';
import { isOlder } from '../version.js';

/** Sizers that may not add sidecars to what a pod needs: name in `environment`, marks. */
const SIZERS = [
  { name: 'Fargate', tool: 'fargate', marks: /^eks\.amazonaws\.com\/(?:fargate|compute-type)/ },
  { name: 'Karpenter', tool: 'karpenter', marks: /^karpenter\.(?:sh|k8s\.aws)\// },
] as const;

/** The Karpenter release that adds them up is not known for sure; v1 is well behind it. */
const KARPENTER_SUMS = '1.0.0';

export const sizing = rule({
  code: 'SM408',
  title: 'nodes sized without the sidecar',
  sources: ['kubernetes-sigs/karpenter#479', 'docs.aws.amazon.com eks fargate-pod-configuration'],
  effects: ['warns'],
  harm: 'Fargate, and early releases of Karpenter, may size a node without the requests of the sidecar.',
  seen: 'Labels, annotations and node selectors of Fargate and Karpenter.',
  fix: 'Set the version of Karpenter (environment: {karpenter: 1.0.0}); on Fargate, give the main container the sum of both requests.',
  after: 'environment: {karpenter: 1.0.0}',
  check: ({ pod, container, settings }) => {
    const sizer = SIZERS.find(({ marks }) => marksOf(pod).some((mark) => marks.test(mark)));
    if (sizer === undefined) return [];
    const version = settings.environment.get(sizer.tool);
    if (version !== undefined && !isOlder(version, KARPENTER_SUMS)) return [];
    return warns(
      `${sizer.name} sizes nodes for this pod, and may leave out the requests of ${container.name} once it is an init container`,
      sizer.tool === 'karpenter'
        ? `set the version of Karpenter in the config: environment: {karpenter: ${KARPENTER_SUMS}}`
        : 'give the main container the sum of both requests, or accept SM408',
    );
  },
});

function marksOf(pod: Pod): readonly string[] {
  const selector: ValueMap = mapAt(pod.spec, ['nodeSelector']) ?? {};
  return [
    ...Object.entries(selector).map(([key, value]) =>
      value === 'fargate' ? `${key}/fargate` : key,
    ),
    ...Object.keys(pod.podLabels),
    ...Object.keys(pod.podAnnotations),
  ];
}
