import { Scalar } from 'yaml';
import type { TextEdit } from '../../model/source.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { shifted } from '../../text/edits.js';
import { columnAt, lineAt, lineStart, lineText } from '../../text/lines.js';
import { spotsOf, textEdits } from '../../yaml/texts.js';
import type { InlinePatch } from './read.js';

/** Edits of an inline patch as edits of the file that it stands in. */
export function outerEdits(patch: InlinePatch, edits: readonly TextEdit[]): readonly TextEdit[] {
  const { document, node } = patch;
  const inDocument =
    node.type === Scalar.BLOCK_LITERAL
      ? edits.map(literalEdits(patch))
      : textEdits(document, node, edits.map(onOneLine));
  return shifted(inDocument, document.base);
}

/** Only a literal block has its lines as they are: elsewhere no line may come or go. */
function onOneLine(edit: TextEdit): TextEdit {
  if (edit.text.includes('\n'))
    throw new CannotEdit(
      'an inline text that is not a literal block (|) would get new line breaks',
    );
  return edit;
}

/**
 * Every line of a literal block stands behind the same indentation: whole lines come and go with
 * theirs, and what changes within a line leaves it alone.
 */
function literalEdits({ document, node }: InlinePatch): (edit: TextEdit) => TextEdit {
  const { lines } = document;
  const value = String(node.value);
  const spots = spotsOf(document, node);
  const first = spots.find((spot, i) => spot !== null && value[i] !== '\n');
  if (first == null) throw new CannotEdit('an inline text is empty');
  const own = lineText(lines, lineAt(lines, first.start));
  const indent = own.slice(0, columnAt(lines, first.start));
  const place = (offset: number): number => {
    const spot = spots[offset] ?? null;
    if (spot !== null) return spot.start;
    const last = spots.findLast((each, i) => i < offset && each !== null);
    return last?.end ?? first.start;
  };
  const isLineStart = (offset: number): boolean => offset === 0 || value[offset - 1] === '\n';
  const line = (offset: number): number => {
    const here = place(offset);
    return offset < value.length ? lineStart(lines, lineAt(lines, here)) : here;
  };
  return ({ start, end, text }) => {
    const isWhole = isLineStart(start) && isLineStart(end) && (text === '' || text.endsWith('\n'));
    const written = isWhole
      ? text.replace(/^(?=[^\n])/gm, indent)
      : text.replace(/\n(?=[^\n])/g, `\n${indent}`);
    const at = isWhole ? line : place;
    return { start: at(start), end: at(end), text: written.replaceAll('\n', lines.eol) };
  };
}
