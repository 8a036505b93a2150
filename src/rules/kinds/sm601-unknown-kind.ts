import { rule } from '../define.js';
import { kindSays } from './pod-verdict.js';

/** A kind that nobody knows, or whose CRD does not take native sidecars. */
export const unknownKind = rule({
  code: 'SM601',
  title: 'a kind that nobody knows',
  sources: ['kubernetes/kubernetes, structural schemas prune unknown fields'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'A CRD whose schema lacks the field drops it: the sidecar becomes an init container that never ends.',
  seen: 'A kind that is not in the table; its CRD in the tree, if it is there.',
  fix: 'Update the operator, or name the kind and its pod path in the config: `kinds: [{group: example.com, kind: Till, podPath: spec.template.spec}]`.',
  before: `apiVersion: example.com/v1
kind: Till`,
  check: (subject) => [
    ...kindSays(subject, 'SM601', 'block'),
    ...kindSays(subject, 'SM601', 'warn'),
  ],
});
