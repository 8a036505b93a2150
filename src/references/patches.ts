import { posix } from 'node:path';
import { isInline } from '../files/scan/inline.js';
import { PATCHES } from '../kustomize/fields.js';
import type { PatchReference } from '../model/tree.js';
import { isList, isMap, listAt, mapAt, textAt, type Value, type ValueMap } from '../model/value.js';
import { valueIn } from '../yaml/read.js';
import { type ReferenceDocument, referenceDocuments } from './document.js';

type Read = (path: string) => string | null;
type Target = PatchReference['target'];

const ANYTHING: Target = { kind: '', name: '', namespace: '', patterns: false };

/** Every patch that a Kustomization of Flux or an Application of Argo CD hands to kustomize. */
export function patchesOf(
  document: ReferenceDocument,
  object: ValueMap,
  read: Read,
): readonly PatchReference[] {
  const patches: PatchReference[] = [];
  const add = (
    value: Value | undefined,
    target: Target | null,
    found: ReferenceDocument,
    word: string,
  ): void => {
    if (isList(value))
      patches.push({
        form: 'json6902',
        owner: document.path,
        target: target ?? ANYTHING,
        value,
        place: found.placeOf(word),
      });
    else if (isMap(value))
      patches.push({
        form: 'merge',
        owner: document.path,
        target: target ?? targetOf(value),
        value,
        place: found.placeOf(word),
      });
  };
  const fromText = (text: string, target: Target | null): void => {
    for (const part of referenceDocuments(document.path, text))
      add(valueIn(part.text), target, document, longestLine(part.text));
  };
  const fromFile = (path: string, target: Target | null): void => {
    const file = beside(document.path, path);
    const text = file === null ? null : read(file);
    if (file === null || text === null) return;
    for (const part of referenceDocuments(file, text)) add(valueIn(part.text), target, part, '');
  };
  const entry = (value: Value): void => {
    if (typeof value === 'string') {
      if (isInline(value)) fromText(value, null);
      else fromFile(value, null);
      return;
    }
    if (!isMap(value)) return;
    const target = selectorOf(mapAt(value, ['target']));
    const inline = value.patch;
    if (typeof inline === 'string') fromText(inline, target);
    else if (inline !== undefined) add(inline, target, document, 'patch');
    if (typeof value.path === 'string') fromFile(value.path, target);
    if (value.kind !== undefined && value.metadata !== undefined)
      add(value, null, document, 'kind');
  };
  for (const key of PATCHES) for (const value of listAt(object, ['spec', key])) entry(value);
  for (const source of sourcesOf(object))
    for (const value of listAt(source, ['kustomize', 'patches'])) entry(value);
  return patches;
}

/** The first line of a patch often stands in its target, too; the longest one hardly does. */
function longestLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.reduce((longest, line) => (line.length > longest.length ? line : longest), '');
}

/** The specs of Applications: of the object itself, or those that an ApplicationSet makes. */
function specsOf(object: ValueMap): readonly ValueMap[] {
  return [mapAt(object, ['spec']), mapAt(object, ['spec', 'template', 'spec'])].filter(
    (spec) => spec !== undefined,
  );
}

function sourcesOf(object: ValueMap): readonly Value[] {
  return specsOf(object).flatMap((spec) => [
    mapAt(spec, ['source']) ?? {},
    ...listAt(spec, ['sources']),
  ]);
}

/** JSON pointers that Argo CD ignores differences at: dead or wrong once the indexes shift. */
export function pointersOf(
  document: ReferenceDocument,
  object: ValueMap,
): readonly PatchReference[] {
  const entries = specsOf(object).flatMap((spec) => listAt(spec, ['ignoreDifferences']));
  return entries.flatMap((entry): PatchReference[] => {
    const pointers = listAt(entry, ['jsonPointers']);
    if (pointers.length === 0) return [];
    return [
      {
        form: 'json6902',
        owner: document.path,
        target: {
          kind: textAt(entry, ['kind']) ?? '',
          name: textAt(entry, ['name']) ?? '',
          namespace: textAt(entry, ['namespace']) ?? '',
          patterns: false,
        },
        value: pointers.map((path) => ({ op: 'test', path })),
        place: document.placeOf(String(pointers[0])),
      },
    ];
  });
}

function targetOf(patch: ValueMap): Target {
  return {
    kind: textAt(patch, ['kind']) ?? '',
    name: textAt(patch, ['metadata', 'name']) ?? '',
    namespace: textAt(patch, ['metadata', 'namespace']) ?? '',
    patterns: false,
  };
}

function selectorOf(target: ValueMap | undefined): Target | null {
  if (target === undefined) return null;
  return {
    kind: textAt(target, ['kind']) ?? '',
    name: textAt(target, ['name']) ?? '',
    namespace: textAt(target, ['namespace']) ?? '',
    patterns: true,
  };
}

/** A path as a file names it, from the file's own folder; null for URLs. */
function beside(owner: string, path: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path) || path.startsWith('/')) return null;
  return posix.normalize(posix.join(posix.dirname(owner), path));
}
