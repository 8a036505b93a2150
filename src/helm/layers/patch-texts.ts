import { posix } from 'node:path';
import { isInline } from '../../files/scan/inline.js';
import { isList, isMap, listAt, mapAt, textAt, type Value } from '../../model/value.js';
import { documentsOf } from '../resolve/sources.js';
import type { TreeText } from './texts.js';

/** What one entry of a kustomization may change, in words. */
export interface PatchText extends TreeText {
  /** The kinds and names that it is for; null for any. */
  readonly kinds: readonly string[] | null;
  readonly names: readonly string[] | null;
}

/** Without one of these keys a kustomization changes no values. */
const CHANGES = /atch|eplacements|ransformers|vars|alidators|enerators|openapi/;

type Read = (path: string) => string | null;

const PATCHES = ['patches', 'patchesJson6902', 'patchesStrategicMerge'] as const;

/** What these list is taken in, and changes nothing by itself. */
const TAKEN_IN: ReadonlySet<string> = new Set(['resources', 'bases', 'components', ...PATCHES]);

/**
 * What a kustomization does to the objects in it, an entry each, with the patches in files of their
 * own. Comments do nothing. Where it cannot be parsed all of its words count.
 */
export function patchTextsOf({ path, text }: TreeText, read: Read): readonly PatchText[] {
  if (!CHANGES.test(text)) return [];
  const values = documentsOf(text);
  if (values.length === 0) return [{ path, text, kinds: null, names: null }];
  return values.flatMap((value) => {
    const rest = Object.entries(isMap(value) ? value : {}).filter(([key]) => !TAKEN_IN.has(key));
    const entries = PATCHES.flatMap((key) => listAt(value, [key]));
    return [
      { path, text: JSON.stringify(rest), kinds: null, names: null },
      ...entries.map((entry) => ({ path, ...patchText(entry, posix.dirname(path), read) })),
    ];
  });
}

function patchText(entry: Value, folder: string, read: Read): Omit<PatchText, 'path'> {
  const said = typeof entry === 'string' ? entry : (textAt(entry, ['patch']) ?? '');
  const named = typeof entry === 'string' ? entry : textAt(entry, ['path']);
  const file = named === undefined || isInline(named) ? null : read(posix.join(folder, named));
  const body = file ?? said;
  const documents = documentsOf(body);
  const text = documents.length > 0 ? JSON.stringify(documents) : body;
  const target = mapAt(entry, ['target']);
  if (target !== undefined) return { text, kinds: plain(target.kind), names: plain(target.name) };
  const isWhole = documents.length > 0 && documents.every((each) => isMap(each) && !isList(each));
  const all = (path: readonly string[]): readonly string[] | null => {
    const words = documents.map((each) => textAt(each, path));
    return isWhole && words.every((word) => word !== undefined) ? words : null;
  };
  return { text, kinds: all(['kind']), names: all(['metadata', 'name']) };
}

/** A target's words are regular expressions: only a plain one says what it is not for. */
function plain(word: Value | undefined): readonly string[] | null {
  return typeof word === 'string' && /^[\w-]+$/.test(word) ? [word] : null;
}
