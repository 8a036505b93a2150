import { type MigrateOptions, settingsFrom } from '../../src/config/settings.js';
import { migrate } from '../../src/index.js';
import type { Outcome } from '../../src/model/outcome.js';
import type { PodDecision } from '../../src/model/plan.js';
import type { Pod } from '../../src/model/pod.js';
import type { Settings } from '../../src/model/settings.js';
import { manifest } from '../../transforms/manifest/index.js';

/** The pods of a text, as the tool reads it. */
export function podsOf(text: string): readonly Pod[] {
  const file = { path: 'pod.yaml', text, provenance: null };
  return manifest.pods(manifest.read(file, { kinds: [], thorough: true }));
}

/** One pod from the lines of its containers, in short: a name, an image, then fields in flow style. */
export function podOf(containers: readonly string[], more = ''): Pod {
  const [pod] = podsOf(podText(containers, more));
  if (pod === undefined) throw new Error('the text holds no pod');
  return pod;
}

export function podText(containers: readonly string[], more = '', name = 'shop'): string {
  const items = containers.map((container) => `  - {${container}}\n`).join('');
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n${items}${more}`;
}

export function settings(options: MigrateOptions = {}): Settings {
  const result = settingsFrom(options, []);
  if (!result.ok) throw new Error(result.message);
  return result.settings;
}

/** What the tool decides of the first pod of some files, and every code that it gives. */
export async function decided(
  files: Readonly<Record<string, string>>,
  options: MigrateOptions = {},
): Promise<{ outcome: Outcome; pod: PodDecision; codes: readonly string[] }> {
  const outcome = await migrate(new Map(Object.entries(files)), { unsafe: true, ...options });
  const [pod] = outcome.decisions;
  if (pod === undefined) throw new Error('no pod was decided');
  const findings = pod.containers.flatMap((entry) => entry.findings);
  return { outcome, pod, codes: findings.map(({ code, severity }) => `${code} ${severity}`) };
}
