import { rule } from '../define.js';
import { kindSays } from './pod-verdict.js';

/** A kind that nobody knows, or whose CRD does not take native sidecars. */
export const unknownKind = rule({
  code: 'SM601',
  title: 'an unknown kind',
  sources: ['kubernetes/kubernetes, structural schemas prune unknown fields'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'If the schema of the CRD lacks the field, the API server drops it: the sidecar becomes an init container that never ends.',
  seen: 'The kind is not one that the tool knows; its CRD is read if it is in the tree.',
  fix: 'Update the operator, or name the kind and its pod path in the config: `kinds: [{group: example.com, kind: Till, podPath: spec.template.spec}]`.',
  before: `apiVersion: example.com/v1
kind: Till`,
  check: (subject) => [
    ...kindSays(subject, 'SM601', 'block'),
    ...kindSays(subject, 'SM601', 'warn'),
  ],
});
