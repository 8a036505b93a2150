import { posix } from 'node:path';
import { isKustomization, KUSTOMIZATIONS } from '../../files/scan/kustomization.js';
import { isMap, listAt } from '../../model/value.js';
import type { Target } from '../../prove/renders/renderer.js';
import type { Found, SourceTree } from '../../prove/renders/source-tree.js';
import { valueIn } from '../../yaml/read.js';
import { isRemote } from '../graph/remote.js';
import { onlyLists } from '../graph/transformer-files.js';
import { pluginOf, referencesOf } from './references.js';

/** One folder with a kustomization, and what it names itself. */
interface Node {
  /** A component is rendered by those that use it, never alone. */
  readonly component: boolean;
  readonly reads: Set<string>;
  readonly links: Map<string, string>;
  /** Folders whose kustomizations it builds on. */
  readonly bases: Set<string>;
  leftOut: string | null;
  opaque: boolean;
}

/** Every kustomization of a tree that can be rendered by itself, with all that its render reads. */
export function kustomizations(tree: SourceTree): readonly Target[] {
  const known = new Map<string, Node | null>();
  const nodeOf = (folder: string): Node | null => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const node = readNode(tree, folder);
    known.set(folder, node);
    return node;
  };
  const folders = new Set<string>();
  for (const path of tree.files()) if (isKustomization(path)) folders.add(posix.dirname(path));
  return [...folders].sort().flatMap((folder) => {
    const node = nodeOf(folder);
    return node === null || node.component ? [] : [targetOf(folder, nodeOf)];
  });
}

function targetOf(path: string, nodeOf: (folder: string) => Node | null): Target {
  const reads = new Set<string>();
  const links = new Map<string, string>();
  let leftOut: string | null = null;
  let opaque = false;
  // A cycle ends here as well: kustomize is to say that it is one.
  const seen = new Set<string>();
  const add = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const node = nodeOf(folder);
    if (node === null) return;
    for (const file of node.reads) reads.add(file);
    for (const [at, to] of node.links) links.set(at, to);
    opaque ||= node.opaque;
    if (node.leftOut !== null)
      leftOut ??= folder === path ? node.leftOut : `${node.leftOut} (in ${folder})`;
    for (const base of node.bases) add(base);
  };
  add(path);
  return { path, reads, opaque, links, leftOut };
}

function readNode(tree: SourceTree, folder: string): Node | null {
  const file = KUSTOMIZATIONS.map((name) => tree.find(folder, name)).find(
    ({ kind }) => kind === 'file',
  );
  if (file?.kind !== 'file') return null;
  const value = valueIn(tree.read(file.path) ?? '');
  const node: Node = {
    component: isMap(value) && value.kind === 'Component',
    reads: new Set(),
    links: new Map(),
    bases: new Set(),
    leftOut: null,
    opaque: !isMap(value),
  };
  const leaveOut = (reason: string): void => {
    node.leftOut ??= reason;
  };
  const follow = (path: string): string | null => {
    const found = tree.find(folder, path);
    const isThere = found.kind === 'file' || found.kind === 'folder';
    if (isRemote(path, isThere))
      leaveOut(`refers to a remote base, ${path}: nothing is downloaded`);
    else if (found.kind === 'outside') leaveOut(`refers to ${path}, outside the tree`);
    if (!isThere) return null;
    if (found.link !== null) node.links.set(found.link, found.path);
    if (found.kind === 'file') node.reads.add(found.path);
    else node.bases.add(found.path);
    return found.kind === 'file' ? found.path : null;
  };
  follow(posix.basename(file.link ?? file.path));
  if (!isMap(value)) {
    leaveOut('its kustomization is not a YAML mapping, so what it reads is not known');
    return node;
  }
  const { bases, files, plugins, leftOut } = referencesOf(value);
  if (leftOut !== null) leaveOut(leftOut);
  for (const path of [...bases, ...files]) follow(path);
  for (const path of plugins) {
    const own = follow(path);
    if (own === null && listsOwnPlugins(tree, tree.find(folder, path))) continue;
    // Any other folder of configurations may name anything; only plain files are looked into.
    const plugin = own === null ? null : pluginOf(tree.read(own) ?? '');
    if (plugin === null || plugin.leftOut !== null)
      leaveOut(plugin?.leftOut ?? `builds its plug-ins from ${path}`);
    // Field paths look like absolute ones.
    else for (const inner of plugin.files) if (!inner.startsWith('/')) follow(inner);
  }
  return node;
}

/** Whether a folder only lists configurations of kustomize's own code that read nothing else. */
function listsOwnPlugins(tree: SourceTree, found: Found): boolean {
  if (found.kind !== 'folder') return false;
  const folder = found.path;
  const file = KUSTOMIZATIONS.map((name) => tree.find(folder, name)).find(
    ({ kind }) => kind === 'file',
  );
  const value = file?.kind === 'file' ? valueIn(tree.read(file.path) ?? '') : undefined;
  if (!onlyLists(value)) return false;
  return listAt(value, ['resources']).every((entry) => {
    const own = typeof entry === 'string' ? tree.find(folder, entry) : null;
    const text = own?.kind === 'file' ? tree.read(own.path) : null;
    if (text === null) return false;
    const { leftOut, files } = pluginOf(text);
    return leftOut === null && files.length === 0;
  });
}
