import { mkdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Rendered, Renderer, Target } from '../../prove/renders/renderer.js';
import type { SourceTree } from '../../prove/renders/source-tree.js';
import { lastLines, runCommand } from './command.js';
import { completeCopy } from './complete-copy.js';
import { clearManifests, madeBy, outputFolders } from './outputs.js';

export interface SynthRequest {
  /** As the user typed it. */
  readonly command: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The root of the tree, its links resolved. */
  readonly root: string;
  /** Where the command runs, from the root; null: in the project of the changed files. */
  readonly folder: string | null;
  /** Real paths of the changed files, from the root. */
  readonly changed: readonly string[];
}

/**
 * The user's own command, which makes manifests of programs. What it reads nobody knows, so it gets copies
 * of all of the tree but what is installed, which is linked.
 */
export function synthRenderer({ command, env, root, folder, changed }: SynthRequest): Renderer {
  let outputs: readonly string[] = [];
  return {
    id: 'synth',
    anyVolumeOrder: true,
    shows: ({ made }) => made,
    targets(tree) {
      const projects = [...new Set(changed.map((path) => projectOf(path, tree)))].sort();
      const path = folder ?? projects[0] ?? '.';
      outputs = outputFolders(tree, [path, ...projects]);
      return [targetOf(path, tree)];
    },
    async render(copy, { path, reads }): Promise<Rendered> {
      completeCopy(copy, root, reads);
      clearManifests(copy, outputs);
      mkdirSync(join(copy, path), { recursive: true });
      const ended = await runCommand(command, join(copy, path), env);
      const words = (text: string): string => text.replaceAll(`${copy}/`, '').replaceAll(copy, '.');
      if (ended.failure !== null) return { ok: false, message: words(lastLines(ended)) };
      const text = madeBy(copy, outputs, ended.text);
      if (text !== null) return { ok: true, text };
      return {
        ok: false,
        message: `it writes no manifests to ${outputs.join(', ')}, and prints none`,
      };
    },
  };
}

function targetOf(path: string, tree: SourceTree): Target {
  return {
    path,
    reads: new Set(tree.files()),
    opaque: true,
    links: new Map(tree.links()),
    leftOut: null,
  };
}

const PROJECT = ['package.json', 'cdk8s.yaml'];

/** The folder of the project that a file belongs to; without one the root. */
function projectOf(path: string, tree: SourceTree): string {
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder))
    if (PROJECT.some((name) => tree.find(folder, name).kind === 'file')) return folder;
  return '.';
}
