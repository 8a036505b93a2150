import { rule } from '../define.js';
import { kindSays } from './pod-verdict.js';

/** A kind whose controller rejects native sidecars. */
export const refusingKind = rule({
  code: 'SM603',
  title: 'a kind that rejects the field',
  sources: ['knative/serving pkg/apis/serving/fieldmask.go'],
  effects: ['blocks'],
  absolute: true,
  harm: 'Knative, and KServe on top of it, reject restartPolicy and lifecycle in init containers.',
  seen: 'The kind of the object.',
  fix: 'Leave the pod as it is.',
  check: (subject) => kindSays(subject, 'SM603', 'block'),
});
