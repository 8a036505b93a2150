import { posix } from 'node:path';
import { isKustomization } from '../../files/scan/kustomization.js';
import { isValuesFile } from '../../files/scan/values.js';
import { GATHERED, PATCHES, type PatchEntry, patchEntriesIn } from '../../kustomize/fields.js';
import { push } from '../../model/groups.js';
import { isList, isMap, textAt, type Value } from '../../model/value.js';
import { valuesIn } from '../../yaml/read.js';
import { foldersUp } from '../resolve/near.js';

/** A text of the tree that may give values to a release. */
export interface TreeText {
  readonly path: string;
  readonly text: string;
}

/** Those texts, found once by what a release asks for: there may be thousands of both. */
export interface TreeTexts {
  readonly all: readonly TreeText[];
  readonly kustomizations: readonly TreeText[];
  /** What may patch a kind of object. */
  readonly patching: (form: string) => readonly PatchText[];
  /** By the names of the objects in them. */
  readonly named: ReadonlyMap<string, readonly TreeText[]>;
  /** Those that set a value by the place of its container. */
  readonly indexed: readonly TreeText[];
  /** Values files by every folder that they are below, up to three above. */
  readonly valuesBelow: ReadonlyMap<string, readonly string[]>;
}

const NAME = /\bname["']?:[ \t]*["']?(?:&\S{1,200} {1,20})?["']?([\w.-]+)/g;

export function treeTexts(
  all: readonly TreeText[],
  read: (path: string) => string | null,
): TreeTexts {
  const named = new Map<string, TreeText[]>();
  const valuesBelow = new Map<string, string[]>();
  for (const each of all) {
    for (const [, name = ''] of each.text.matchAll(NAME)) {
      if (named.get(name)?.at(-1) !== each) push(named, name, each);
    }
    if (isValuesFile(each.path))
      for (const folder of foldersUp(each.path).slice(0, LAYERS_ABOVE))
        push(valuesBelow, folder, each.path);
  }
  const kustomizations = all.filter(({ path }) => isKustomization(path));
  let patches: readonly PatchText[] | null = null;
  const byForm = new Map<string, readonly PatchText[]>();
  return {
    all,
    kustomizations,
    patching(form) {
      const known = byForm.get(form);
      if (known !== undefined) return known;
      patches ??= kustomizations.flatMap((each) => patchTextsOf(each, read));
      const own = patches.filter(({ kinds }) => kinds?.includes(form) !== false);
      byForm.set(form, own);
      return own;
    },
    named,
    indexed: all.filter(({ text }) => /(?:ontainers|ide[cC]ars)\[/.test(text)),
    valuesBelow,
  };
}

/** So far lie values of one chart apart: in its folder, or in folders of it. */
export const LAYERS_ABOVE = 3;

/** What one entry of a kustomization may change, in words. */
export interface PatchText extends TreeText {
  /** The kinds and names that it is for; null for any. */
  readonly kinds: readonly string[] | null;
  readonly names: readonly string[] | null;
}

/** Without one of these keys a kustomization changes no values. */
const CHANGES = /atch|eplacements|ransformers|vars|alidators|enerators|openapi/;

type Read = (path: string) => string | null;

/** What these list is taken in, and changes nothing by itself. */
const TAKEN_IN: ReadonlySet<string> = new Set([...GATHERED, ...PATCHES]);

/**
 * What a kustomization does to the objects in it, an entry each, with the patches in files of their
 * own. Comments do nothing. Where it cannot be parsed all of its words count.
 */
function patchTextsOf({ path, text }: TreeText, read: Read): readonly PatchText[] {
  if (!CHANGES.test(text)) return [];
  const values = valuesIn(text);
  if (values.length === 0) return [{ path, text, kinds: null, names: null }];
  return values.flatMap((value) => {
    const rest = Object.entries(isMap(value) ? value : {}).filter(([key]) => !TAKEN_IN.has(key));
    return [
      { path, text: JSON.stringify(rest), kinds: null, names: null },
      ...patchEntriesIn(value).map((entry) => ({
        path,
        ...patchText(entry, posix.dirname(path), read),
      })),
    ];
  });
}

function patchText(
  { inline, file, target }: PatchEntry,
  folder: string,
  read: Read,
): Omit<PatchText, 'path'> {
  const named = file === null ? null : read(posix.join(folder, file));
  const body = named ?? inline?.text ?? file ?? '';
  const documents = valuesIn(body);
  const text = documents.length > 0 ? JSON.stringify(documents) : body;
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
