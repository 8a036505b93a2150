import { type Dirent, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isMap, textAt } from '../../model/value.js';
import type { SourceTree } from '../../prove/renders/source-tree.js';
import { valueIn } from '../../yaml/read.js';
import { splitDocuments } from '../../yaml/stream.js';

const CONFIG = 'cdk8s.yaml';
/** Where cdk8s writes without a word from its config (cdk8s-cli, `output`). */
const USUAL = 'dist';

/** The folders that a synth command may write manifests to, from the root of the tree. */
export function outputFolders(tree: SourceTree, folders: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const path of tree.files()) {
    if (posix.basename(path) !== CONFIG) continue;
    const output = textAt(valueIn(tree.read(path) ?? '') ?? null, ['output']) ?? USUAL;
    found.add(posix.normalize(posix.join(posix.dirname(path), output)));
  }
  for (const folder of folders) found.add(posix.join(folder, USUAL));
  return [...found]
    .filter((folder) => folder !== '.' && folder !== '..' && !folder.startsWith('../'))
    .sort();
}

/** Manifests of an earlier run must not stand for those of this one. */
export function clearManifests(root: string, folders: readonly string[]): void {
  for (const path of manifestsIn(root, folders)) rmSync(path);
}

/** What a command made: the manifests in its output folders, else those that it printed, or null. */
export function madeBy(root: string, folders: readonly string[], printed: string): string | null {
  const texts = manifestsIn(root, folders).map((path) => readFileSync(path, 'utf8'));
  return texts.length > 0 ? texts.join('\n---\n') : printedManifests(printed);
}

function manifestsIn(root: string, folders: readonly string[]): readonly string[] {
  return [...new Set(folders.flatMap((folder) => [...filesIn(join(root, folder))]))].sort();
}

function* filesIn(folder: string): Generator<string> {
  let entries: readonly Dirent[] = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    // Nothing was written there.
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') yield* filesIn(path);
    else if (entry.isFile() && /\.ya?ml$/.test(entry.name)) yield path;
  }
}

/** npm says first what it runs: `> shop@1.0.0 synth`. */
const PREAMBLE = /^(?:[ \t]{0,99}(?:> [^\n]{0,999})?\r?\n){1,99}/;

function printedManifests(printed: string): string | null {
  const text = printed.replace(PREAMBLE, '');
  const documents = splitDocuments(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter((document) => document.replace(/^---\s*$/m, '').trim() !== '');
  const isObject = (document: string): boolean => {
    const value = valueIn(document) ?? null;
    return isMap(value) && textAt(value, ['kind']) !== undefined;
  };
  return documents.length > 0 && documents.every(isObject) ? text : null;
}
