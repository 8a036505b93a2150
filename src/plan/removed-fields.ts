import type { Container } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import { isMap, listAt } from '../model/value.js';

/** Fields that an init container may not have on the target: they go with the move. */
export function removedFields(container: Container, settings: Settings): readonly string[] {
  const fields: string[] = [];
  if (container.value.resizePolicy !== undefined && settings.kubeMinor < 33)
    fields.push('resizePolicy');
  const rules = listAt(container.value, ['restartPolicyRules']);
  if (rules.length > 0 && rules.every((rule) => isMap(rule) && rule.action === 'Restart'))
    fields.push('restartPolicyRules');
  return fields;
}
