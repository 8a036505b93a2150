import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type MigrateOptions, migrate } from '../../src/index.js';

/** A pod of the JSON report, as far as a square needs it. */
export interface ReportedPod {
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly state: string;
  readonly containers: readonly { readonly name: string; readonly state: string }[];
}

type Fields = Readonly<Record<string, unknown>>;

/** A pod spec of a render, found by its shape alone. */
interface Spec {
  readonly containers: readonly string[];
  readonly natives: readonly string[];
}

interface Rendered {
  readonly name: string;
  readonly kind: string;
  readonly specs: readonly Spec[];
  readonly value: unknown;
}

/** What moves in a render, and what stays. */
interface Moves {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly moving: ReadonlySet<string>;
  readonly staying: ReadonlySet<string>;
}

/** The migration of a render, as values. */
export type Migration = (moves: Moves) => Promise<readonly unknown[]>;

/** The render is migrated as a file, by the tool that is told which containers move. */
export function byTool(options: MigrateOptions): Migration {
  return async ({ text, moving, staying }) => {
    const outcome = await migrate(new Map([['render.yaml', text]]), {
      ...options,
      unsafe: true,
      includeGenerated: true,
      sidecar: [...moving],
      keep: [...staying],
    });
    expect(outcome.failures).toEqual([]);
    return objectsOf(outcome.files[0]?.after ?? text).map(({ value }) => value);
  };
}

/** In so many words: to the end of the init containers, with a restart policy. */
export const byHand: Migration = async ({ values, moving }) => {
  const move = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(move);
    if (typeof value !== 'object' || value === null) return value;
    const { containers, initContainers } = value as Fields;
    if (containers === undefined)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, move(inner)]));
    const moved = itemsOf(containers).filter(({ name }) => moving.has(String(name)));
    return withoutEmptyLists({
      ...value,
      containers: itemsOf(containers).filter((item) => !moved.includes(item)),
      initContainers: [
        ...itemsOf(initContainers),
        ...moved.map((item) => ({ ...item, restartPolicy: 'Always' })),
      ],
    });
  };
  return values.map(move);
};

/**
 * Whether the render of the migrated tree is the migration of the render of the tree. This knows
 * nothing of `src/prove/renders`; and what moves must be what the report says.
 */
export async function expectCommutes(
  renders: { readonly before: string; readonly after: string },
  pods: readonly ReportedPod[],
  migration: Migration,
): Promise<void> {
  const before = objectsOf(renders.before);
  const after = objectsOf(renders.after);
  expect(after.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
    before.map(({ kind, name }) => `${kind} ${name}`),
  );
  const moving = new Set<string>();
  const staying = new Set<string>();
  for (const [i, object] of before.entries())
    for (const [j, spec] of object.specs.entries()) {
      const natives = after[i]?.specs[j]?.natives ?? [];
      const moved = spec.containers.filter((name) => natives.includes(name));
      const planned = plannedFor(object, pods);
      expect(moved, `${object.kind} ${object.name} moves what is reported`).toEqual(
        spec.containers.filter((name) => planned.has(name)),
      );
      for (const name of spec.containers) (moved.includes(name) ? moving : staying).add(name);
    }
  const both = [...moving].filter((name) => staying.has(name));
  expect(both, 'names that move in one pod and stay in another: give them other names').toEqual([]);
  const values = before.map(({ value }) => value);
  const migrated = await migration({ text: renders.before, values, moving, staying });
  expect(after.map(({ value }) => value)).toEqual(migrated);
}

function plannedFor(object: Rendered, pods: readonly ReportedPod[]): ReadonlySet<string> {
  const own = pods.filter(({ kind, name }) => kind === object.kind && object.name.includes(name));
  return new Set(
    own.flatMap(({ containers }) =>
      containers.filter(({ state }) => state === 'moved').map(({ name }) => name),
    ),
  );
}

function objectsOf(text: string): readonly Rendered[] {
  const documents = parseAllDocuments(text);
  return ('empty' in documents ? [] : documents).map((document) => {
    expect(document.errors).toEqual([]);
    const value = document.toJS() as Fields;
    return {
      kind: String(value.kind),
      name: String((value.metadata as Fields).name),
      specs: specsIn(value),
      value: withoutEmptyLists(value),
    };
  });
}

function specsIn(value: unknown): readonly Spec[] {
  if (typeof value !== 'object' || value === null) return [];
  const { containers, initContainers } = value as Fields;
  if (containers === undefined && initContainers === undefined)
    return Object.values(value).flatMap(specsIn);
  return [
    {
      containers: itemsOf(containers).map(({ name }) => String(name)),
      natives: itemsOf(initContainers)
        .filter(({ restartPolicy }) => restartPolicy === 'Always')
        .map(({ name }) => String(name)),
    },
  ];
}

function itemsOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? (value as Fields[]) : [];
}

/** To the API server an empty container list is an absent one. */
function withoutEmptyLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyLists);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !/ontainers$/.test(key) || itemsOf(inner).length > 0)
      .map(([key, inner]) => [key, withoutEmptyLists(inner)]),
  );
}
