import { posix } from 'node:path';
import { isValuesFile } from '../../files/scan/values.js';
import { isKustomization } from '../../references/reference-scan.js';
import { type PatchText, patchTextsOf } from './patch-texts.js';

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
      const own = named.get(name);
      if (own === undefined) named.set(name, [each]);
      else if (own.at(-1) !== each) own.push(each);
    }
    if (isValuesFile(each.path))
      for (const folder of foldersAbove(each.path)) push(valuesBelow, folder, each.path);
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

/** The folder of a file and those around it, as far as values of one chart lie apart. */
export function foldersAbove(path: string): readonly string[] {
  const folders = [posix.dirname(path)];
  while (folders.length < 3 && folders.at(-1) !== '.' && folders.at(-1) !== '/')
    folders.push(posix.dirname(folders.at(-1) ?? '.'));
  return folders;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const own = map.get(key);
  if (own === undefined) map.set(key, [value]);
  else own.push(value);
}
