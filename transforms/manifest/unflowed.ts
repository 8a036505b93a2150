import { isMap, isSeq, type Node, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../../src/model/source.js';
import { lineAt } from '../../src/source/lines.js';
import { CannotEdit, namesOf, type PodMoves, placeOf } from './moves.js';

/** What stands where a flow list stood: its items as lines of a block list, with others among them. */
export interface Unflowed {
  readonly drop: TextEdit;
  /** The line that the items go in front of. */
  readonly line: number;
  readonly text: string;
}

/**
 * `[{…}, {…}]` as a block list, as a person writes it who adds an item of many lines. Each item stays
 * as it is written; what would not fit behind a dash is refused.
 */
export function unflowed(
  pod: PodMoves,
  seq: YAMLSeq<Node>,
  { column, texts }: { readonly column: number; readonly texts: readonly string[] },
): Unflowed {
  const { lines } = pod.document;
  const [start, end] = seq.range ?? [0, 0];
  const key = pod.to?.key.range?.[1] ?? 0;
  const colon = lines.text.indexOf(':', key) + 1;
  const isPlain = /^[ \t]*$/.test(lines.text.slice(colon, start));
  if (!isPlain || pod.bare.size > 0 || /[#\n]/.test(lines.text.slice(start, end)))
    throw new CannotEdit(
      `${pod.toName} is written in brackets, over several lines or with a comment or an anchor, and the containers are a block list`,
    );
  const places = namesOf(seq);
  const written = seq.items.map((item) => {
    const [from, to] = item.range ?? [0, 0];
    if (!isMap(item)) throw new CannotEdit(`${pod.toName} holds what is no container`);
    const { anchor } = item as { readonly anchor?: string };
    if (anchor !== undefined || item.tag !== undefined)
      throw new CannotEdit(`a container in the brackets of ${pod.toName} has an anchor or a tag`);
    return `${' '.repeat(column)}- ${lines.text.slice(from, to)}${lines.eol}`;
  });
  const before = (place: number): string =>
    pod.moves
      .flatMap((move, i) =>
        (move.before === null ? written.length : placeOf(places, move.before)) === place
          ? (texts[i] ?? '')
          : '',
      )
      .join('');
  const text = [...written, ''].map((own, i) => before(i) + own).join('');
  return { drop: { start: colon, end, text: '' }, line: lineAt(lines, end) + 1, text };
}

export function isFlowSeq(value: Node | null): value is YAMLSeq<Node> {
  return isSeq(value) && value.flow === true;
}
