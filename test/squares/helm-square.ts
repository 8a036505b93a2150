import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { kubeTools } from '../support/kubectl.js';

export const tools = kubeTools();

type Fields = Readonly<Record<string, unknown>>;

/** What the real helm renders of a chart with some values, as values. */
export function render(folder: string, values: readonly string[]): readonly unknown[] {
  const files = values.flatMap((file) => ['-f', join(folder, file)]);
  const { stdout, stderr, status } = spawnSync(
    tools?.helm ?? 'helm',
    ['template', 'test', join(folder, 'shop'), ...files],
    { encoding: 'utf8', env: { PATH: '/usr/bin:/bin', KUBECONFIG: devNull, HOME: folder } },
  );
  expect(status, stderr).toBe(0);
  return parseAllDocuments(stdout).map((document) => document.toJS() as unknown);
}

/** In so many words: to the end of the init containers, or before one of them, with a restart policy. */
export function byHand(value: unknown, names: readonly string[], before?: string): unknown {
  if (Array.isArray(value)) return value.map((item) => byHand(item, names, before));
  if (typeof value !== 'object' || value === null) return value;
  const { containers, initContainers, ...rest } = value as Fields;
  const others = Object.fromEntries(
    Object.entries(rest).map(([k, v]) => [k, byHand(v, names, before)]),
  );
  if (!Array.isArray(containers)) return others;
  const moves = (item: Fields): boolean => names.includes(String(item.name));
  const inits: readonly Fields[] = Array.isArray(initContainers) ? initContainers : [];
  const found = inits.findIndex(({ name }) => name === before);
  const at = found < 0 ? inits.length : found;
  const moved = containers
    .filter(moves)
    .map((item: Fields) => ({ ...item, restartPolicy: 'Always' }));
  const all = [...inits.slice(0, at), ...moved, ...inits.slice(at)];
  return {
    ...others,
    containers: containers.filter((item) => !moves(item as Fields)),
    ...(all.length > 0 ? { initContainers: all } : {}),
  };
}
