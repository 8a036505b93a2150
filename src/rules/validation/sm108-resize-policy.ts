import { losesResizePolicy } from '../../pod/removed-fields.js';
import { rule, warns } from '../define.js';

/** Below 1.33 an init container may not have resizePolicy; with the gate off it vanishes silently. */
export const resizePolicy = rule({
  code: 'SM108',
  title: 'resizePolicy on a sidecar',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation', 'KEP-1287'],
  effects: ['warns'],
  absolute: true,
  harm: 'Before 1.33 init containers have no resizePolicy: the field is dropped, or the object is rejected.',
  seen: 'The sidecar has resizePolicy, and clusters before 1.33 are a target.',
  fix: 'Target 1.33 and newer (--kube-version 1.33), or let the field be removed.',
  before: `resizePolicy:
- {resourceName: cpu, restartPolicy: NotRequired}`,
  check: ({ container, settings }) =>
    losesResizePolicy(container, settings)
      ? warns(
          `resizePolicy of ${container.name} is removed: init containers may not have it before 1.33`,
          'to keep it, set --kube-version 1.33 if every cluster runs it',
        )
      : [],
});
