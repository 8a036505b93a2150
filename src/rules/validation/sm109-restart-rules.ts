import { restartRulesOf, restartsOnly } from '../../pod/removed-fields.js';
import { blocks, informs, rule } from '../define.js';

/** Restart rules are rejected on a sidecar until the gate RestartAllContainersOnContainerExits. */
export const restartRules = rule({
  code: 'SM109',
  title: 'restartPolicyRules on a sidecar',
  sources: ['kubernetes/kubernetes pkg/api/pod/util.go', 'KEP-5307', 'KEP-5532'],
  effects: ['blocks', 'informs'],
  absolute: true,
  harm: 'restartPolicyRules on a sidecar are rejected before 1.36; rules that only restart have no effect, as a sidecar always restarts.',
  seen: 'The sidecar has restartPolicyRules.',
  fix: 'Remove the rules, or target 1.36 and newer.',
  before: `restartPolicyRules:
- action: RestartAllContainers`,
  check: ({ container, settings }) => {
    const rules = restartRulesOf(container);
    if (rules.length === 0) return [];
    if (restartsOnly(rules))
      return informs(
        `restartPolicyRules of ${container.name} are removed: a sidecar restarts anyway`,
        'nothing to do',
      );
    if (settings.kubeMinor >= 36) return [];
    return blocks(
      `restartPolicyRules of ${container.name} do more than restart it, and a sidecar may not have them before 1.36`,
      'remove them, or set --kube-version 1.36 if every cluster runs it',
    );
  },
});
