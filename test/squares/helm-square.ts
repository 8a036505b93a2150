import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { migrate } from '../../src/index.js';
import { kubeTools } from '../support/kubectl.js';
import { withRig } from '../support/rig.js';
import { type TestChart, umbrella } from './helm-charts.js';

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

export interface Square {
  readonly chart: TestChart;
  readonly values: string;
  /** Other values files, by name. */
  readonly layers?: Readonly<Record<string, string>>;
  readonly moved: readonly string[];
  /** The init container of the chart that they go before. */
  readonly before?: string;
}

/** Migrates the values, and renders every combination of layers before and after. */
export async function expectSquare(square: Square): Promise<void> {
  const { chart, values, layers = {}, moved, before: own } = square;
  const files = { ...umbrella(chart, values), ...layers };
  const combinations = [[], ...Object.keys(layers).map((name) => [name])];
  await withRig(files, async (rig) => {
    const before = combinations.map((layer) => render(rig.dir, layer));
    const outcome = await migrate(new Map(Object.entries(files).sort()), { unsafe: true });
    expect(outcome.failures).toEqual([]);
    const states = outcome.decisions.flatMap(({ containers }) => containers);
    const names = states
      .filter(({ state }) => state === 'moved')
      .map((each) => each.container.name);
    expect([...new Set(names)].sort()).toEqual([...moved].sort());
    for (const { path, after } of outcome.files) rig.write(path, after);
    const after = combinations.map((layer) => render(rig.dir, layer));
    expect(after).toEqual(before.map((objects) => byHand(objects, moved, own)));
    expect(JSON.stringify(after).includes('Always')).toBe(moved.length > 0);
  });
}

export const AGENT = `- name: agent
  image: fluent/fluent-bit:3.1.4
  env:
  - {name: LEVEL, value: info}
`;
export const at = (text: string, columns: number): string =>
  text.replace(/^(?=.)/gm, ' '.repeat(columns));
export const INIT = '- {name: chown, image: "busybox:1.36"}\n';
