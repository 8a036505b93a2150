import {
  chmodSync,
  type Dirent,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { codeOf } from '../../files/discover/disk.js';

const MODULES = 'node_modules';

/** What a copy of sources lacks to be run: the modes of its files, and the modules that are installed. */
export function completeCopy(copy: string, original: string, paths: ReadonlySet<string>): void {
  const folders = new Set<string>();
  for (const path of paths) {
    const mode = statSync(join(original, path), { throwIfNoEntry: false })?.mode ?? 0;
    if ((mode & 0o111) !== 0) chmodSync(join(copy, path), mode & 0o777);
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder))
      folders.add(folder);
  }
  folders.add('.');
  for (const folder of [...folders].sort())
    linkModules(join(copy, folder), join(original, folder), { copy, original });
  if (!existsSync(join(copy, MODULES))) {
    const above = modulesAbove(original);
    if (above !== null) linkModules(copy, above, { copy, original });
  }
}

/** The nearest folder above with modules: programs find them there, too. */
function modulesAbove(original: string): string | null {
  for (let folder = dirname(original); ; folder = dirname(folder)) {
    if (existsSync(join(folder, MODULES))) return folder;
    if (folder === dirname(folder)) return null;
  }
}

interface Roots {
  readonly copy: string;
  readonly original: string;
}

/**
 * Links to what is installed in a folder, package by package: a package of the same repository (a
 * workspace) is a link into the sources, and must lead into the copy. Caches stay out, for commands write them.
 */
function linkModules(to: string, from: string, roots: Roots): void {
  const source = join(from, MODULES);
  for (const { name } of entriesOf(source)) {
    if (name.startsWith('.') && name !== '.bin' && name !== '.pnpm') continue;
    if (!name.startsWith('@')) link(join(to, MODULES, name), join(source, name), roots);
    else
      for (const inner of entriesOf(join(source, name)))
        link(join(to, MODULES, name, inner.name), join(source, name, inner.name), roots);
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function link(at: string, installed: string, { copy, original }: Roots): void {
  let real: string;
  try {
    real = realpathSync(installed);
  } catch {
    // A dangling link is of no use in the copy either.
    return;
  }
  const inside = relative(original, real);
  const isSource = !inside.startsWith('..') && !inside.split(sep).includes(MODULES);
  mkdirSync(dirname(at), { recursive: true });
  try {
    symlinkSync(isSource ? join(copy, inside) : real, at);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
