import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOP } from './sources.js';

/** The folders of the floors as ARCHITECTURE.md lists them, lowest first. */
export function floors(): readonly (readonly string[])[] {
  const text = readFileSync(join(TOP, 'ARCHITECTURE.md'), 'utf8');
  const section = /^## Floors\n([\s\S]*?)(?=^## )/m.exec(text)?.[1] ?? '';
  return section
    .split('\n')
    .filter((line) => /^\d+\. /.test(line))
    .map((line) => [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));
}

/** The floor of a file: that of the longest path that leads to it, or null. */
export function floorOf(path: string, all: readonly (readonly string[])[]): number | null {
  let best: { readonly folder: string; readonly floor: number } | null = null;
  for (const [floor, folders] of all.entries())
    for (const folder of folders)
      if (
        (path === folder || path.startsWith(`${folder}/`)) &&
        (best === null || folder.length > best.folder.length)
      )
        best = { folder, floor };
  return best?.floor ?? null;
}
