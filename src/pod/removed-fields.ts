import type { Container } from '../model/container.js';
import type { Settings } from '../model/settings.js';
import { isMap, listAt, type Value } from '../model/value.js';

/** Fields that an init container may not have on the target, and that go with the move. */
export function removedFields(
  container: Pick<Container, 'value'>,
  settings: Pick<Settings, 'kubeMinor'>,
): readonly string[] {
  const fields: string[] = [];
  if (losesResizePolicy(container, settings)) fields.push('resizePolicy');
  if (restartsOnly(restartRulesOf(container))) fields.push('restartPolicyRules');
  return fields;
}

/** An empty list says nothing to the API server, and stays as it is written. */
export function losesResizePolicy(
  container: Pick<Container, 'value'>,
  { kubeMinor }: Pick<Settings, 'kubeMinor'>,
): boolean {
  return kubeMinor < 33 && listAt(container.value, ['resizePolicy']).length > 0;
}

export function restartRulesOf(container: Pick<Container, 'value'>): readonly Value[] {
  return listAt(container.value, ['restartPolicyRules']);
}

/** Rules that ask for nothing but what a sidecar does anyway (KEP-5307). */
export function restartsOnly(rules: readonly Value[]): boolean {
  return rules.length > 0 && rules.every((rule) => isMap(rule) && rule.action === 'Restart');
}
