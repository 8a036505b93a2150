import { type Line, laidOut, type Page } from './layout.js';

/** The same told in more and more lines: the first is the shortest. */
export type Levels = readonly (readonly Line[])[];

export interface Section {
  readonly head: readonly Line[];
  readonly blocks: readonly Levels[];
}

/**
 * As much of all sections as fits into so many lines: each block is told shortly, and then, from the first to the last,
 * in more words as long as there is room. What is told shortly stays even where there is none.
 */
export function fitted(
  sections: readonly Section[],
  most: number,
  page: Page | null,
): readonly (readonly Line[])[] {
  const height = (lines: readonly Line[]): number => laidOut(lines, page).length;
  const blocks = sections.flatMap((section) => section.blocks);
  const chosen = new Map(blocks.map((levels) => [levels, levels[0] ?? []]));
  const heads = sections.filter(isShown).reduce((sum, { head }) => sum + height(head) + 1, 0);
  let used = heads + blocks.reduce((sum, levels) => sum + height(levels[0] ?? []), 0);
  const deepest = Math.max(0, ...blocks.map((levels) => levels.length));
  for (let level = 1; level < deepest; level++)
    for (const levels of blocks) {
      const next = levels[level];
      const more = next === undefined ? 0 : height(next) - height(chosen.get(levels) ?? []);
      if (next === undefined || used + more > most) continue;
      chosen.set(levels, next);
      used += more;
    }
  return sections
    .map(({ head, blocks: own }) => [...head, ...own.flatMap((levels) => chosen.get(levels) ?? [])])
    .filter((lines) => lines.length > 0);
}

/** A blank line goes before each. */
function isShown({ head, blocks }: Section): boolean {
  return head.length > 0 || blocks.some((levels) => levels.some((lines) => lines.length > 0));
}
