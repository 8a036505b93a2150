import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { migrate } from '../../src/index.js';

type Json = null | string | readonly Json[] | { readonly [key: string]: Json };
type Fields = Readonly<Record<string, Json>>;

/** One layer: each of the two lists as names, empty, null, or not set at all. */
interface Layer {
  readonly sidecars?: readonly string[] | null;
  readonly inits?: readonly string[] | null;
}

const CONTAINERS = ['agent', 'proxy', 'web'];
const SIDECARS = ['agent', 'proxy'];
const INITS = ['chown', 'migrate'];

const someOf = (names: readonly string[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.subarray([...names]) },
    { weight: 1, arbitrary: fc.constant(null) },
  );

const layers = fc.array(
  fc.record({ sidecars: someOf(CONTAINERS), inits: someOf(INITS) }, { requiredKeys: [] }),
  { minLength: 2, maxLength: 4 },
);

/** What an independent reader of Helm's rules makes of layers, lowest first. */
function merge(lower: Json | undefined, higher: Json | undefined): Json | undefined {
  if (higher === undefined) return lower;
  if (!isFields(lower) || !isFields(higher)) return higher;
  const keys = new Set([...Object.keys(lower), ...Object.keys(higher)]);
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const value = merge(lower[key], higher[key]);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Named = Readonly<Record<string, Fields>>;

/** Containers by their names, whether they are a list or a map. */
function named(value: Json | undefined): Named {
  if (Array.isArray(value)) {
    const items = value.filter(isFields);
    const names = items.map(({ name }) => String(name));
    expect(new Set(names).size, 'a name is there twice').toBe(names.length);
    return Object.fromEntries(items.map(({ name, ...rest }) => [String(name), rest]));
  }
  if (!isFields(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, own]) => (isFields(own) ? [[name, own]] : [])),
  );
}

interface Shape {
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  /** The values of a file from what it says of its two lists. */
  readonly wrap: (lists: Fields) => Json;
  readonly unwrap: (values: Json) => Fields;
  readonly keys: { readonly containers: string; readonly inits: string };
  readonly list: (names: readonly string[], layer: number) => Json;
}

const LISTS: Shape = {
  chart: 'redis',
  repository: 'oci://registry-1.docker.io/bitnamicharts',
  version: '23.1.1',
  wrap: (lists) => ({ redis: { master: lists } }),
  unwrap: (values) => at(values, ['redis', 'master']),
  keys: { containers: 'sidecars', inits: 'initContainers' },
  list: (names, layer) => names.map((name) => ({ name, image: `example.com/${name}:${layer}` })),
};

const MAPS: Shape = {
  chart: 'app-template',
  repository: 'https://bjw-s-labs.github.io/helm-charts',
  version: '4.1.2',
  wrap: (lists) => ({ 'app-template': { controllers: { shop: lists } } }),
  unwrap: (values) => at(values, ['app-template', 'controllers', 'shop']),
  keys: { containers: 'containers', inits: 'initContainers' },
  list: (names, layer) =>
    Object.fromEntries(
      names.map((name) => [
        name,
        layer === 0
          ? { image: { repository: `example.com/${name}`, tag: '0' } }
          : { image: { tag: String(layer) } },
      ]),
    ),
};

function at(values: Json, path: readonly string[]): Fields {
  let here: Json | undefined = values;
  for (const step of path) here = isFields(here) ? here[step] : undefined;
  return isFields(here) ? here : {};
}

function filesOf(shape: Shape, all: readonly Layer[]): ReadonlyMap<string, string> {
  const { chart, repository, version, keys } = shape;
  const files = new Map([
    [
      'shop/Chart.yaml',
      `name: shop\nversion: 1.0.0\ndependencies:\n- {name: ${chart}, version: ${version}, repository: "${repository}"}\n`,
    ],
  ]);
  all.forEach(({ sidecars, inits }, i) => {
    const written = (names: Layer['inits']): Json | undefined =>
      names == null ? names : shape.list(names, i);
    const lists = Object.fromEntries(
      [
        [keys.containers, written(sidecars)] as const,
        [keys.inits, written(inits)] as const,
      ].flatMap(([key, own]) => (own === undefined ? [] : [[key, own]])),
    );
    files.set(nameOf(i), stringify(shape.wrap(lists)));
  });
  return files;
}

function nameOf(layer: number): string {
  return layer === 0 ? 'shop/values.yaml' : `shop/values-${layer}.yaml`;
}

/** The two lists of every combination: the chart alone, and with each other file. */
function combinations(shape: Shape, files: ReadonlyMap<string, string>, count: number) {
  const own = (i: number): Json => parse(files.get(nameOf(i)) ?? '') as Json;
  return Array.from({ length: count }, (_, i) => {
    const values = i === 0 ? own(0) : (merge(own(0), own(i)) ?? null);
    const lists = shape.unwrap(values);
    return {
      containers: named(lists[shape.keys.containers]),
      inits: named(lists[shape.keys.inits]),
    };
  });
}

describe.each([
  ['lists', LISTS],
  ['maps', MAPS],
])('random layers of %s', (_, shape) => {
  it('are right in every release after what is accepted', async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(layers, async (all) => {
        const files = filesOf(shape, all);
        const outcome = await migrate(files, { unsafe: true, sidecar: SIDECARS });
        expect(outcome.failures).toEqual([]);
        if (outcome.files.length === 0) return;
        moved++;
        const after = new Map([...files, ...outcome.files.map((f) => [f.path, f.after] as const)]);
        const names = new Set(
          outcome.decisions.flatMap(({ containers }) =>
            containers.flatMap((c) => (c.state === 'moved' ? [c.container.name] : [])),
          ),
        );
        const then = combinations(shape, after, all.length);
        combinations(shape, files, all.length).forEach((before, i) => {
          const staying = Object.entries(before.containers).filter(([name]) => !names.has(name));
          const going = Object.entries(before.containers)
            .filter(([name]) => names.has(name))
            .map(([name, own]) => [name, { ...own, restartPolicy: 'Always' }] as const);
          expect(then[i]?.containers).toEqual(Object.fromEntries(staying));
          const inits = Object.fromEntries(
            Object.entries(then[i]?.inits ?? {}).map(([name, { dependsOn: _edges, ...own }]) => [
              name,
              own,
            ]),
          );
          expect(inits).toEqual({ ...before.inits, ...Object.fromEntries(going) });
        });
        const again = await migrate(after, { unsafe: true, sidecar: SIDECARS });
        expect(again.files).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(moved, 'some have to move').toBeGreaterThan(20);
  });
});
