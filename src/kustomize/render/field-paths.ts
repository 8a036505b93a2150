import { posix } from 'node:path';
import type { FieldPath, Unfollowed } from '../../model/kustomize.js';
import { nodeId } from '../../model/node.js';
import { isList, isMap, listAt, mapAt, type Path, type Value, valueAt } from '../../model/value.js';
import { inTree, type Sources } from '../graph/paths.js';
import { selectorOf } from './selector.js';
import { type WrittenDocument, writtenDocuments } from './written.js';

export interface FieldPaths {
  readonly fieldPaths: readonly FieldPath[];
  readonly unknown: readonly Unfollowed[];
}

type Use = 'source' | 'target' | 'var';

/** Field paths of replacements and vars, inline and in the files that a kustomization names. */
export function fieldPathsIn(
  kustomization: string,
  sheet: WrittenDocument,
  sources: Sources,
): FieldPaths {
  const fieldPaths: FieldPath[] = [];
  const unknown: Unfollowed[] = [];
  const add = (own: WrittenDocument, node: Path, target: Value | undefined, use: Use): void => {
    const text = valueAt(own.value, node);
    if (typeof text !== 'string' || !isMap(target)) return;
    const written = own.written(node);
    const id = nodeId(written.path, written.at);
    const selector = selectorOf(target, use === 'target');
    fieldPaths.push({ ...written, id, kustomization, selector, isVar: use === 'var', text });
  };
  const replacement = (own: WrittenDocument, at: Path): void => {
    const entry = valueAt(own.value, at);
    add(own, [...at, 'source', 'fieldPath'], mapAt(entry, ['source']), 'source');
    for (const [i, target] of listAt(entry, ['targets']).entries())
      for (const [j] of listAt(target, ['fieldPaths']).entries())
        add(own, [...at, 'targets', i, 'fieldPaths', j], mapAt(target, ['select']), 'target');
  };
  for (const [i, entry] of listAt(sheet.value, ['replacements']).entries()) {
    const path = isMap(entry) ? entry.path : undefined;
    if (typeof path !== 'string') {
      replacement(sheet, ['replacements', i]);
      continue;
    }
    const [file] = inTree(posix.dirname(kustomization), path, sources);
    const text = file === undefined ? null : sources.read(file);
    if (file === undefined || text === null) {
      const { place } = sheet.written(['replacements', i]);
      unknown.push({ why: `the replacement ${path} is not in the tree`, text: '', place });
      continue;
    }
    for (const own of writtenDocuments(file, text, sources.readOnly(file)))
      if (isList(own.value)) for (const [j] of own.value.entries()) replacement(own, [j]);
      else replacement(own, []);
  }
  for (const [i, entry] of listAt(sheet.value, ['vars']).entries())
    for (const key of ['fieldpath', 'fieldPath'])
      add(sheet, ['vars', i, 'fieldref', key], mapAt(entry, ['objref']), 'var');
  return { fieldPaths, unknown };
}
