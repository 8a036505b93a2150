import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatchHunk, structuredPatch } from 'diff';
import picocolors from 'picocolors';
import type { ChangedFile } from '../model/outcome.js';
import { printableText } from './escape.js';

type Changed = Pick<ChangedFile, 'path' | 'before' | 'after'>;

const CONTEXT = 3;
/** Finding the least edits costs their square: what has more lines than this is looked at part by part. */
const WINDOW = 1000;

/** A unified diff that `git apply` takes, file after file. */
export function renderDiff(files: readonly Changed[]): string {
  return files.map(renderFile).join('');
}

function renderFile(file: Changed): string {
  const names = [`a/${file.path}`, `b/${file.path}`] as const;
  const patch = structuredPatch(...names, '', '', undefined, undefined, { context: CONTEXT });
  return formatPatch({ ...patch, hunks: [...hunksOfFile(file)] }, FILE_HEADERS_ONLY);
}

/** What differs in a file, with a few lines around it. */
export function hunksOfFile({
  before,
  after,
}: Pick<Changed, 'before' | 'after'>): readonly StructuredPatchHunk[] {
  const own = linesOf(before);
  const others = linesOf(after);
  return Math.max(own.length, others.length) <= WINDOW
    ? diffed([before], [after])
    : hunksOf(own, others);
}

/** The same for a terminal, as git colours it: what of a file would rule the terminal is escaped. */
export function coloredDiff(diff: string): string {
  const { bold, cyan, green, red } = picocolors.createColors(true);
  return printableText(diff)
    .split('\n')
    .map((line) => {
      if (/^(?:---|\+\+\+) /.test(line)) return bold(line);
      if (line.startsWith('@@')) return cyan(line);
      if (line.startsWith('+')) return green(line);
      return line.startsWith('-') ? red(line) : line;
    })
    .join('\n');
}

/** Where a part begins, or ends, in both texts: lines before it. */
interface At {
  readonly old: number;
  readonly new: number;
}

/** The hunks of two long texts, window by window: each part ends between two hunks, where both are the same. */
function hunksOf(before: readonly string[], after: readonly string[]): StructuredPatchHunk[] {
  const hunks: StructuredPatchHunk[] = [];
  let at: At = { old: 0, new: 0 };
  let size = WINDOW;
  while (true) {
    const isLast = Math.max(before.length - at.old, after.length - at.new) <= size;
    const found = diffed(before.slice(at.old, at.old + size), after.slice(at.new, at.new + size));
    // What is near the end of a window looks other than it is.
    const near = isLast ? Number.POSITIVE_INFINITY : Math.floor((size * 3) / 4);
    const kept = found.filter((hunk) => endOf(hunk).old <= near && endOf(hunk).new <= near);
    const { old, new: other } = at;
    for (const hunk of kept)
      hunks.push({ ...hunk, oldStart: hunk.oldStart + old, newStart: hunk.newStart + other });
    if (isLast) return hunks;
    const part = endOfPart(kept.at(-1), found[kept.length], near);
    if (part.old === 0) {
      size *= 2;
      continue;
    }
    at = { old: old + part.old, new: other + part.new };
    size = WINDOW;
  }
}

function diffed(
  before: readonly string[],
  after: readonly string[],
): readonly StructuredPatchHunk[] {
  const texts = [before.join(''), after.join('')] as const;
  return structuredPatch('', '', ...texts, undefined, undefined, { context: CONTEXT }).hunks;
}

/** As far as both are the same behind the last hunk of a part. */
function endOfPart(
  last: StructuredPatchHunk | undefined,
  next: StructuredPatchHunk | undefined,
  near: number,
): At {
  const end = last === undefined ? { old: 0, new: 0 } : endOf(last);
  const room = near - Math.max(end.old, end.new);
  const same = Math.min(room, next === undefined ? room : next.oldStart - 1 - end.old);
  return { old: end.old + same, new: end.new + same };
}

function endOf({ oldStart, oldLines, newStart, newLines }: StructuredPatchHunk): At {
  return { old: oldStart - 1 + oldLines, new: newStart - 1 + newLines };
}

/** With their ends. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}
