import { CannotEdit } from '../text/cannot-edit.js';
import type { LineRange } from '../text/line-edits.js';
import { isBlank, lineStart, lineText, nextLineStart } from '../text/lines.js';
import type { BlockItem } from './items.js';
import type { Move, PodMoves } from './moves.js';

/** The lines of each moving item and, where the list is spaced, the blank lines above or below it. */
export function takenLines(
  pod: PodMoves,
  items: readonly BlockItem[],
): ReadonlyMap<number, LineRange> {
  const moving = new Set(pod.moves.map((move) => move.index));
  const lastStaying = items.findLastIndex((_, i) => !moving.has(i));
  const taken = new Map<number, LineRange>();
  let previous: BlockItem | undefined;
  for (const [i, item] of items.entries()) {
    if (moving.has(i))
      taken.set(i, linesTaken(pod, items, i, { previous, isTail: i > lastStaying }));
    else previous = item;
  }
  return taken;
}

interface Around {
  /** The last item above that stays. */
  readonly previous: BlockItem | undefined;
  /** Whether no item below stays. */
  readonly isTail: boolean;
}

function linesTaken(
  pod: PodMoves,
  items: readonly BlockItem[],
  index: number,
  { previous, isTail }: Around,
): LineRange {
  const { lines } = pod.document;
  const item = items[index];
  if (item === undefined) throw new CannotEdit('the item is gone');
  const blank = (line: number): boolean =>
    line >= 0 && line < lines.starts.length && isBlank(lineText(lines, line));
  let { firstLine: first, lastLine: last } = item;
  const floor = items[index - 1]?.lastLine ?? first;
  const isLast = index === items.length - 1;
  if (previous === undefined || previous.keeps) {
    if (!isLast || previous?.keeps === true)
      while (blank(last + 1) && last + 2 < lines.starts.length) last++;
  } else if (isTail || blank(last + 1)) while (first - 1 > floor && blank(first - 1)) first--;
  return { first, last };
}

/** The blank lines that an item takes along: they stand above it where it goes. */
export function gapOf(
  pod: PodMoves,
  items: readonly BlockItem[],
  move: Move,
  taken: ReadonlyMap<number, LineRange>,
): string {
  const { lines } = pod.document;
  const [range, item] = [taken.get(move.index), items[move.index]];
  if (range === undefined || item === undefined) return '';
  const above = lines.text.slice(lineStart(lines, range.first), lineStart(lines, item.firstLine));
  const below = lines.text.slice(
    nextLineStart(lines, item.lastLine),
    nextLineStart(lines, range.last),
  );
  return above + below;
}
