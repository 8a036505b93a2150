import { isDeepStrictEqual } from 'node:util';
import { isList, isMap, type Path, type Value, type ValueMap, valueAt } from '../../model/value.js';

/** One operation of a JSON patch (RFC 6902), as far as it is well-formed. */
export interface JsonOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: readonly string[];
  readonly from: readonly string[] | null;
  readonly value: Value | undefined;
}

/** A patch that does not fit what it is applied to, or that is none. */
export class PatchError extends Error {}

/** @throws {PatchError} for an operation that RFC 6902 does not know, or a malformed pointer. */
export function jsonOperation(value: Value): JsonOperation {
  if (!isMap(value)) throw new PatchError('an operation of a JSON patch is not a map');
  const { op } = value;
  if (
    op !== 'add' &&
    op !== 'remove' &&
    op !== 'replace' &&
    op !== 'move' &&
    op !== 'copy' &&
    op !== 'test'
  )
    throw new PatchError(`a JSON patch has no operation ${JSON.stringify(op ?? null)}`);
  const needsFrom = op === 'move' || op === 'copy';
  return {
    op,
    path: pointer(value.path),
    from: needsFrom ? pointer(value.from) : null,
    value: value.value,
  };
}

/** RFC 6901. */
function pointer(text: Value | undefined): readonly string[] {
  if (typeof text !== 'string' || (text !== '' && !text.startsWith('/')))
    throw new PatchError(
      `${JSON.stringify(text ?? null)} is not a JSON pointer: it must start with /`,
    );
  return text
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function pointerText(steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** @throws {PatchError} where the operation does not fit. */
export function applyJson(object: ValueMap, operation: JsonOperation): ValueMap {
  const changed = applied(object, operation);
  if (!isMap(changed)) throw new PatchError('the patch replaces the whole object');
  return changed;
}

function applied(object: Value, { op, path, from, value }: JsonOperation): Value {
  switch (op) {
    case 'add':
      return put(object, path, value ?? null, 'add');
    case 'replace':
      return put(object, path, value ?? null, 'replace');
    case 'remove':
      return take(object, path);
    case 'test':
      if (!isDeepStrictEqual(find(object, path), value ?? null))
        throw new PatchError(`the test of ${pointerText(path)} fails`);
      return object;
    case 'move':
      return put(take(object, from ?? []), path, find(object, from ?? []), 'add');
    case 'copy':
      return put(object, path, find(object, from ?? []), 'add');
  }
}

/** The steps of a pointer as keys and indexes of this object. */
function resolve(object: Value, steps: readonly string[]): Path {
  const path: (string | number)[] = [];
  let here: Value | undefined = object;
  for (const step of steps) {
    const key: string | number = isList(here) && /^\d+$/.test(step) ? Number(step) : step;
    path.push(key);
    here = here === undefined ? undefined : valueAt(here, [key]);
  }
  return path;
}

function find(object: Value, steps: readonly string[]): Value {
  const found = valueAt(object, resolve(object, steps));
  if (found === undefined) throw new PatchError(`there is nothing at ${pointerText(steps)}`);
  return found;
}

function take(object: Value, steps: readonly string[]): Value {
  find(object, steps);
  return change(object, steps, (parent, key) => {
    if (isList(parent)) return parent.filter((_, i) => i !== Number(key));
    const { [key]: _, ...rest } = parent;
    return rest;
  });
}

function put(object: Value, steps: readonly string[], value: Value, op: 'add' | 'replace'): Value {
  return change(object, steps, (parent, key) => {
    // Of a map kustomize replaces also what is not there (run with 5.6).
    if (op === 'replace' && isList(parent)) find(object, steps);
    if (!isList(parent)) return { ...parent, [key]: value };
    const index = key === '-' ? parent.length : Number(key);
    if (!Number.isInteger(index) || index < 0 || index > parent.length)
      throw new PatchError(`${pointerText(steps)} is out of range`);
    return parent.toSpliced(index, op === 'replace' ? 1 : 0, value);
  });
}

function change(object: Value, steps: readonly string[], edit: Edit): Value {
  const at = (here: Value, [step, ...rest]: readonly string[]): Value => {
    if (step === undefined) throw new PatchError('the patch replaces the whole object');
    if (!isList(here) && !isMap(here))
      throw new PatchError(`there is no list or map above ${pointerText(steps)}`);
    if (rest.length === 0) return edit(here, step);
    const own = isList(here) ? here[Number(step)] : here[step];
    if (own === undefined) throw new PatchError(`there is nothing at ${pointerText(steps)}`);
    const changed = at(own, rest);
    return isList(here) ? here.with(Number(step), changed) : { ...here, [step]: changed };
  };
  return at(object, steps);
}

/** What becomes of the list or map that a pointer's last step leads into. */
type Edit = (parent: readonly Value[] | ValueMap, key: string) => Value;
