import { lineStart } from '../../../text/lines.js';
import type { Item, ListBlock } from './blocks.js';
import { regionOf } from './region.js';
import type { Structure } from './structure.js';
import { targetOf } from './target.js';

export interface SplitList {
  /** The template as it would have to be. */
  readonly text: string;
  readonly items: readonly Item[];
}

/**
 * The smallest diff: where the last containers of a list are sidecars, and the pod has no init
 * containers, a key goes in front of them and no line moves. One that stands under a condition has the
 * key there, too; several under conditions would each need one.
 *
 * @throws {CannotEdit} where they cannot move by lines alone.
 */
export function splitTail(
  structure: Structure,
  blocks: readonly ListBlock[],
  block: ListBlock,
  known: readonly Item[],
): SplitList | null {
  if (targetOf(structure, blocks, block).kind !== 'absent') return null;
  const run = tailOf(block, known);
  const [first] = run;
  if (first === undefined || (run.length > 1 && first.guards.length > 0)) return null;
  const { lines } = structure;
  const behind = block.inserts.some(({ start }) => start > lineStart(lines, first.dash));
  const regions = run.map((item) => regionOf(structure, block, item, 'in-place'));
  if (behind) return null;
  // The line break in front of the key has to be there.
  if (/-\}\}\s*$/.test(lines.text.slice(0, lineStart(lines, first.first)))) return null;
  const key = `${' '.repeat(block.column)}initContainers:`;
  const put = [
    { at: first.first, text: key },
    ...regions.map(({ name, dash }) => ({
      at: name + 1,
      text: `${' '.repeat(dash + 2)}restartPolicy: Always`,
    })),
  ];
  let text = '';
  let line = 0;
  for (const { at, text: own } of put) {
    const before = lines.text.slice(lineStart(lines, line), lineStart(lines, at));
    text += before.endsWith('\n') || before === '' ? before : before + lines.eol;
    text += own + lines.eol;
    line = at;
  }
  return { text: text + lines.text.slice(lineStart(lines, line)), items: run };
}

/** The known containers at the end of a list, but never all of it. */
function tailOf({ items }: ListBlock, known: readonly Item[]): readonly Item[] {
  let start = items.length;
  while (start > 1 && known.includes(items[start - 1] as Item)) start--;
  return items.slice(start);
}
