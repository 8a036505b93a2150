import { isDeepStrictEqual } from 'node:util';
import { PatchError } from '../kustomize/render/json-patch.js';
import { applyPatch, type Graph, renderAll } from '../kustomize/render/render.js';
import type { Rendering, Step, Written } from '../model/kustomize.js';
import type { Place } from '../model/source.js';
import { isList, type Path, type Value, type ValueMap, valueAt } from '../model/value.js';
import { headOf, type ReferenceObject } from './document.js';

/** An object as some kustomizations render it. */
export interface Form {
  readonly object: ReferenceObject;
  /** As text: two that are the same say the same. */
  readonly text: string;
}

/** What kustomizations make of the objects that speak of pods. */
export interface Rendered {
  /** By the object as it is written; objects that nobody gathers are not there. */
  readonly forms: ReadonlyMap<ReferenceObject, readonly Form[]>;
  /** What each kustomization renders, by its path: the object as it is written, and its form. */
  readonly within: ReadonlyMap<string, ReadonlyMap<ReferenceObject, Form>>;
  /** Documents that were merged into others, as `path#document`: they are no objects. */
  readonly patches: ReadonlySet<string>;
}

export const NOTHING_RENDERED: Rendered = {
  forms: new Map(),
  within: new Map(),
  patches: new Set(),
};

/** Renders what is written in the files of a graph, beside its pods. */
export function renderReferences(
  graph: Graph,
  objectsOf: (path: string) => readonly ReferenceObject[],
): Rendered {
  const raw = new Map<ValueMap, ReferenceObject>();
  const renderings = renderAll({
    ...graph,
    objects(path) {
      if (graph.folders.has(path)) return [];
      const objects = objectsOf(path);
      for (const object of objects) raw.set(object.value, object);
      return objects.map(({ value }) => value);
    },
  });
  const forms = new Map<ReferenceObject, readonly Form[]>();
  const within = new Map<string, Map<ReferenceObject, Form>>();
  const patches = new Set<string>();
  for (const [value, own] of renderings) {
    const object = raw.get(value);
    if (object === undefined) continue;
    const distinct = new Map<string, Form>();
    for (const rendering of own) {
      const text = JSON.stringify(rendering.object);
      // The same object may come by another way: then a name in it is written elsewhere.
      const key = `${text} ${rendering.steps.map(({ patch }) => patch.id).join(' ')}`;
      const form = distinct.get(key) ?? { object: formOf(object, rendering), text };
      distinct.set(key, form);
      const place = within.get(rendering.kustomization) ?? new Map<ReferenceObject, Form>();
      within.set(rendering.kustomization, place.set(object, form));
      for (const { patch } of rendering.steps)
        if (patch.form === 'merge') patches.add(documentId(patch));
    }
    forms.set(object, [...distinct.values()]);
  }
  return { forms, within, patches };
}

function documentId({ path, at }: Pick<Written, 'path' | 'at'>): string {
  return `${path}#${at.document}`;
}

function formOf(raw: ReferenceObject, { object, names, steps }: Rendering): ReferenceObject {
  return {
    ...headOf(object),
    // People know it by the name that stands in its file.
    name: raw.name,
    names,
    id: raw.id,
    document: raw.document,
    at: (path) => patchedAt(steps, path) ?? raw.at(path),
    written(path, readOnly) {
      const own = originOf(path, raw.value, steps);
      if (own !== null) return raw.written(own, readOnly);
      const place = patchedAt(steps, path) ?? raw.at(path);
      const where = `${place.path}:${place.line}:${place.column}`;
      return { ...raw.written(path, `a patch sets it there (${where})`), place };
    },
  };
}

/** The place of the last patch that changed what stands at a path. */
function patchedAt(steps: readonly Step[], path: Path): Place | null {
  const step = steps.findLast(
    ({ before, after }) => !isDeepStrictEqual(valueAt(before, path), valueAt(after, path)),
  );
  return step?.patch.place ?? null;
}

/** No file says this by itself. */
const MARK = '\u0000mark';

/**
 * The path by which an object's own file says what its rendering has at a path: writing something
 * else there must show in the rendering, through all patches.
 */
function originOf(path: Path, raw: ValueMap, steps: readonly Step[]): Path | null {
  const touching = steps.filter(({ patch }) =>
    JSON.stringify(patch.value).includes(String(path[1])),
  );
  return (
    candidates(path, raw).find((own) => {
      if (valueAt(raw, own) === undefined) return false;
      try {
        const start = withValue(raw, own, MARK) as ValueMap;
        const end = touching.reduce((object, { patch }) => applyPatch(object, patch), start);
        return valueAt(end, path) === MARK;
      } catch (error) {
        if (!(error instanceof PatchError)) throw error;
        return false;
      }
    }) ?? null
  );
}

/** The path itself, and the same in all other items of the list that it leads through. */
function candidates(path: Path, raw: ValueMap): readonly Path[] {
  const index = path.findIndex((step) => typeof step === 'number');
  const list = index < 0 ? undefined : valueAt(raw, path.slice(0, index));
  if (list === undefined || !isList(list)) return [path];
  const others = [...list.keys()].filter((i) => i !== path[index]);
  return [path, ...others.map((i) => path.with(index, i))];
}

function withValue(value: Value, [step, ...rest]: Path, inner: Value): Value {
  if (step === undefined) return inner;
  if (isList(value))
    return value.with(Number(step), withValue(value[Number(step)] ?? null, rest, inner));
  const map = value as ValueMap;
  return { ...map, [step]: withValue(map[step] ?? null, rest, inner) };
}
