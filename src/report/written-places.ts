import { push } from '../model/groups.js';
import type { Outcome } from '../model/outcome.js';
import type { Place, TextEdit } from '../model/source.js';
import { joined } from '../text/edits.js';
import { columnAt, lineAt, linesOf } from '../text/lines.js';
import type { RunMeta } from './meta.js';

/** Where a place is once its file was written; the same place where it was not. */
export function placesAfter(
  { files, proven }: Outcome,
  { written }: Pick<RunMeta, 'written'>,
): (place: Place) => Place {
  if (written === undefined || written.size === 0) return (place) => place;
  const edits = new Map<string, TextEdit[]>();
  for (const { edits: own } of proven)
    for (const [path, each] of own) for (const edit of each) push(edits, path, edit);
  const shifts = new Map(
    files
      .filter(({ path }) => written.has(path))
      .map(({ path, after }) => [path, shiftOf(after, edits.get(path) ?? [])]),
  );
  return (place) => shifts.get(place.path)?.(place) ?? place;
}

function shiftOf(after: string, edits: readonly TextEdit[]): (place: Place) => Place {
  // By how much the text behind each edit has moved.
  let sum = 0;
  const moved = joined(edits).map(({ start, end, text }) => {
    sum += text.length - (end - start);
    return { start, end, by: sum };
  });
  const lines = linesOf(after);
  return (place) => {
    const last = lastBefore(moved, place.offset);
    const offset = Math.min(after.length, Math.max(0, place.offset + (last?.by ?? 0)));
    const line = lineAt(lines, offset) + 1;
    return { ...place, line, column: columnAt(lines, offset) + 1, offset };
  };
}

/** The last of the edits that ends at an offset or before it. */
function lastBefore<E extends { readonly end: number }>(
  edits: readonly E[],
  offset: number,
): E | undefined {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return edits[low - 1];
}
