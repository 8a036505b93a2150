import { spawnSync } from 'node:child_process';

const said = new Set<string>();

/**
 * Whether a program of Debian is here. Where it is not: one loud line, or an error where `CI` is set, since there it
 * can be installed.
 */
export function hasTool(name: string, debianPackage: string): boolean {
  const { status } = spawnSync('sh', ['-c', `command -v ${name}`]);
  if (status === 0) return true;
  const words = `everything that needs ${name} (apt-get install ${debianPackage})`;
  if (process.env.CI !== undefined) throw new Error(`missing: ${words}`);
  if (!said.has(name)) console.warn(`SKIPPED: ${words}`);
  said.add(name);
  return false;
}

/** Whether this is root; one loud line where it is not. */
export function isRoot(): boolean {
  const root = process.getuid?.() === 0;
  if (!root && !said.has('root')) console.warn('SKIPPED: everything that needs root');
  said.add('root');
  return root;
}
