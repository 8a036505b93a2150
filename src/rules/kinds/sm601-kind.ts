import type { Rule } from '../../model/rule.js';
import { podVerdict } from './pod-verdict.js';

/** A kind whose controller or CRD does not take native sidecars, or may not. */
function kindRule(code: 'SM601' | 'SM603', title: string, source: string): Rule {
  return {
    code,
    title,
    sources: [source],
    absolute: true,
    check: ({ pod, settings, tree }) => {
      const { severity, message, remedy, code: found } = podVerdict(pod, settings, tree);
      return found === code && (severity === 'block' || severity === 'warn')
        ? [{ severity, message, remedy, place: pod.place }]
        : [];
    },
  };
}

export const unknownKind = kindRule(
  'SM601',
  'a kind that nobody knows',
  'kubernetes/kubernetes, structural schemas prune unknown fields',
);

export const refusingKind = kindRule(
  'SM603',
  'a kind that rejects the field',
  'knative/serving pkg/apis/serving/fieldmask.go',
);
