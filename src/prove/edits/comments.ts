import type { StaleComment } from '../../model/outcome.js';
import type { TextEdit } from '../../model/source.js';
import { lineAt, linesOf } from '../../text/lines.js';
import { lostComments } from '../../text/lost-comments.js';

/** A line with nothing but a comment: of YAML, or of a script in it. */
const COMMENT_LINE = /^[ \t]*#(.*?)\r?$/gm;

/** Comments of scripts that edits take away: to a reader of YAML they are text. */
export function cutComments(text: string, edits: readonly TextEdit[]): readonly string[] {
  const cut = edits.flatMap((edit) => commentLines(text.slice(edit.start, edit.end)));
  return lostComments(
    cut,
    edits.flatMap((edit) => commentLines(edit.text)),
  );
}

function commentLines(text: string): readonly string[] {
  return [...text.matchAll(COMMENT_LINE)].map((match) => match[1] ?? '');
}

export interface EditedText {
  readonly before: string;
  readonly after: string;
  readonly edits: readonly TextEdit[];
  /** By these a comment would speak of what has gone. */
  readonly words: readonly string[];
}

/** Comments directly above what has gone, and those that name it: left for a person to judge. */
export function staleComments(aftermath: EditedText): readonly StaleComment[] {
  const { after, words } = aftermath;
  const lines = linesOf(after);
  const above = new Set(offsetsAbove(aftermath).map((offset) => lineAt(lines, offset)));
  return after.split('\n').flatMap((text, i) => {
    const comment = /(?:^|\s)#([\s\S]*)$/.exec(text)?.[1]?.replace(/\r$/, '');
    if (comment === undefined) return [];
    const isNamed = words.some((word) => comment.toLowerCase().includes(word.toLowerCase()));
    const isAbove = above.has(i) && /^\s*#/.test(text);
    return isNamed || isAbove ? [{ line: i + 1, text: comment }] : [];
  });
}

/** Offsets, in the text after, of the ends of the lines above the cuts that begin with a line. */
function offsetsAbove({ before, edits }: EditedText): readonly number[] {
  const offsets: number[] = [];
  let moved = 0;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start)) {
    const isCut = text === '' && end > start;
    if (isCut && before[start - 1] === '\n') offsets.push(start - 1 + moved);
    if (isCut && before[start] === '\n') offsets.push(start + moved - 1);
    moved += text.length - (end - start);
  }
  return offsets.filter((offset) => offset >= 0);
}
