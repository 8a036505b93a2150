import { transformFor } from '../../transforms/index.js';
import { readInSteps } from '../files/read-in-steps.js';
import type { Operation } from '../model/operation.js';
import type { Settings } from '../model/settings.js';
import type { SourceFile } from '../model/source.js';
import type { Reading, Transform } from '../model/transform.js';
import { isMap, textAt, type Value } from '../model/value.js';
import { ApplyError, applyAll } from '../operations/apply.js';
import { applyEdits } from '../text/edits.js';

/** One side of a file, read in full. */
export interface ReadSide {
  readonly beside: (path: string) => string | null;
  readonly transform: Transform;
  readonly reading: Reading;
  readonly documents: ReadonlyMap<number, Value>;
}

/** Reads all documents of a file, those without containers too; null where no format claims it. */
export async function readSide(
  path: string,
  text: string,
  settings: Settings,
  beside: (path: string) => string | null,
  as: Transform | null = null,
): Promise<ReadSide | null> {
  const file: SourceFile = { path, text, provenance: null };
  const transform = as ?? (await transformFor(file));
  if (transform === null) return null;
  const context = { kinds: settings.customKinds, thorough: true, beside };
  const reading = await readInSteps(transform, file, context);
  return { beside, transform, reading, documents: transform.project(reading) };
}

/** What a document has to be after its operations; one that cannot be carried out is named. */
export interface ExpectedDocument {
  readonly value: Value;
  readonly unapplied: readonly string[];
}

export function expectedDocument(
  before: Value,
  operations: readonly Operation[],
): ExpectedDocument {
  try {
    return { value: applyAll(before, operations), unapplied: [] };
  } catch (error) {
    if (!(error instanceof ApplyError)) throw error;
    return { value: before, unapplied: [error.message] };
  }
}

/** In layers of values an empty list hides what a lower one holds; in a pod it says nothing. */
export function isStrict(operations: readonly Operation[]): boolean {
  return operations.some(
    (operation) =>
      operation.op === 'empty-list' ||
      (operation.op === 'move-item' && operation.keepsKey === true),
  );
}

/** The comments that a file has to have after its operations: some go with what they stand on. */
export async function expectedComments(
  side: ReadSide,
  operations: readonly Operation[],
  settings: Settings,
): Promise<readonly string[]> {
  const { reading, transform, beside } = side;
  if (!operations.some(({ op }) => op === 'remove-node' || op === 'edit-text'))
    return reading.comments;
  const edited = transform.edit(reading, operations);
  if (!edited.ok) return reading.comments;
  const { path, text } = reading.file;
  const after = await readSide(path, applyEdits(text, edited.edits), settings, beside, transform);
  return after?.reading.comments ?? reading.comments;
}

/** The documents of both sides that are the same object; an index by itself where they have no name. */
export function documentPairs(
  before: ReadonlyMap<number, Value>,
  after: ReadonlyMap<number, Value>,
): DocumentPairs {
  const pairs = new Map<number, number>();
  const free = new Map<string, number[]>();
  for (const [index, value] of after) {
    const key = identityOf(value, index);
    free.set(key, [...(free.get(key) ?? []), index]);
  }
  const taken = new Set<number>();
  for (const [index, value] of before) {
    const other = free.get(identityOf(value, index))?.shift();
    if (other === undefined) continue;
    pairs.set(index, other);
    taken.add(other);
  }
  for (const [index, value] of before) {
    // An object that was renamed stands where it stood.
    if (pairs.has(index) || taken.has(index) || !after.has(index)) continue;
    if (kindOf(value) !== kindOf(after.get(index))) continue;
    pairs.set(index, index);
    taken.add(index);
  }
  return {
    pairs,
    gone: [...before.keys()].filter((index) => !pairs.has(index)),
    come: [...after.keys()].filter((index) => !taken.has(index)),
  };
}

export interface DocumentPairs {
  readonly pairs: ReadonlyMap<number, number>;
  readonly gone: readonly number[];
  readonly come: readonly number[];
}

function identityOf(value: Value, index: number): string {
  const name = textAt(value, ['metadata', 'name']);
  if (name === undefined) return `#${index}`;
  const namespace = textAt(value, ['metadata', 'namespace']) ?? '';
  return JSON.stringify([kindOf(value), namespace, name]);
}

function kindOf(value: Value | undefined): string {
  return isMap(value) ? `${String(value.apiVersion)} ${String(value.kind)}` : '';
}

/** A document as people call it: `Deployment shop`, or its number. */
export function objectName(value: Value | undefined, index: number): string {
  const [kind, name] = [textAt(value, ['kind']), textAt(value, ['metadata', 'name'])];
  if (kind === undefined) return index <= 0 ? '' : `document ${index + 1}`;
  return name === undefined ? kind : `${kind} ${name}`;
}
