import type { Directive } from '../model/directive.js';
import type { Place, Problem, SourceFile } from '../model/source.js';
import { SAYABLE, type Spoken, wordsTo } from '../text/directive-words.js';
import { commentColumn, lineAt, lineText } from '../text/lines.js';
import { placeIn } from '../text/place.js';
import type { Comment, YamlDocument } from '../yaml/document.js';
import type { DocumentSlice } from '../yaml/stream.js';
import { containerLines, nodeLines, type Span } from './container-lines.js';
import type { ManifestData } from './data.js';

const MARKED_LINE = /#[ \t]{0,9}sidecar-migrate(?=[:\s]|$)[^\n]*/gim;

/** One thing that a comment of a document says to this tool. */
export interface DirectiveComment {
  readonly directive: Directive;
  readonly comment: Comment;
}

/** The comments of a document that speak to this tool; what is not understood says `keep`. */
export function directivesOf(
  document: YamlDocument,
  place: (offset: number) => Place,
): readonly DirectiveComment[] {
  return directiveComments(document, place).flatMap(({ comment, words }) => {
    const directives = words.ok ? words.directives : [words.directive];
    return directives.map((directive) => ({ directive, comment }));
  });
}

/** Every comment of a document that speaks to this tool; `place` finds an offset in the file. */
export function directiveComments(
  { comments }: YamlDocument,
  place: (offset: number) => Place,
): readonly { readonly comment: Comment; readonly words: Spoken }[] {
  return comments.flatMap((comment) => {
    // Most comments do not: their places are not asked for.
    if (!/^\s{0,99}sidecar-migrate/i.test(comment.text)) return [];
    const words = wordsTo(comment.text, place(comment.offset));
    return words === null ? [] : [{ comment, words }];
  });
}

/** The directives of a container; `ignore` on one is the word to keep it. */
export function directivesOn(
  document: YamlDocument,
  spot: Span,
  spoken: readonly DirectiveComment[],
): readonly Directive[] {
  return spoken.flatMap(({ directive, comment }): Directive[] => {
    const line = commentLine(document, comment);
    if (line < spot.firstLine || line > spot.lastLine) return [];
    if (directive.kind !== 'ignore') return [directive];
    return lineBelow(document, comment) === spot.dashLine
      ? [{ kind: 'keep', place: directive.place }]
      : [];
  });
}

/** What holds back everything around a comment: `ignore`, a `keep` of a whole list, what nobody understands. */
export function holding(
  document: YamlDocument,
  spoken: readonly DirectiveComment[],
  { own, all, spots }: CommentTargets,
): Directive | null {
  const found = spoken.find(({ directive, comment }) => {
    if (directive.kind !== 'ignore' && directive.kind !== 'keep') return false;
    const line = lineBelow(document, comment);
    if (own.has(line)) return directive.kind === 'ignore' || !isOnOne(document, comment, spots);
    return isAdrift(document, comment, all, spots);
  });
  return found?.directive ?? null;
}

export interface CommentTargets {
  /** Lines on the way to the list in question, and to any list of the document. */
  readonly own: ReadonlySet<number>;
  readonly all: ReadonlySet<number>;
  readonly spots: readonly Span[];
}

/** Whether a comment speaks of no container and no list: then it may be about any of them. */
function isAdrift(
  document: YamlDocument,
  comment: Comment,
  all: ReadonlySet<number>,
  spots: readonly Span[],
): boolean {
  return !all.has(lineBelow(document, comment)) && !isOnOne(document, comment, spots);
}

function isOnOne(document: YamlDocument, comment: Comment, spots: readonly Span[]): boolean {
  const line = commentLine(document, comment);
  return spots.some((spot) => isOn(spot, line) || spot.dashLine === lineBelow(document, comment));
}

function commentLine(document: YamlDocument, comment: Comment): number {
  return lineAt(document.lines, comment.offset);
}

/** Index of the line that a comment speaks of: its own, or the next one with content. */
function lineBelow(document: YamlDocument, comment: Comment): number {
  const own = lineAt(document.lines, comment.offset);
  if (commentColumn(lineText(document.lines, own).replace(/^\uFEFF/, '')) === null) return own;
  let line = own + 1;
  while (line < document.lines.starts.length && /^\s*(#.*)?$/.test(lineText(document.lines, line)))
    line++;
  return line;
}

export function problemOf(kind: 'comment' | 'directive', place: Place, message: string): Problem {
  return { kind, path: place.path, place, message: `comment ${message}`, remedy: SAYABLE };
}

/** Comments that speak to this tool and say nothing it knows, or stand where they speak of nothing. */
export function directiveProblems(
  file: SourceFile,
  data: ManifestData,
  skipped: readonly DocumentSlice[],
): readonly Problem[] {
  const problems: Problem[] = [];
  const place = (offset: number): Place => placeIn(data.lines, file.path, offset);
  const report = (kind: 'comment' | 'directive', offset: number, message: string): void => {
    problems.push(problemOf(kind, place(offset), message));
  };
  for (const document of data.documents) {
    const spoken = directiveComments(document, (offset) => place(document.base + offset));
    if (spoken.length === 0) continue;
    const spots = containerLines(document, data.kinds);
    const lines = nodeLines(document, data.kinds);
    const has = lines.size > 0;
    for (const { comment, words } of spoken) {
      const offset = document.base + comment.offset;
      if (!words.ok) {
        report('directive', offset, words.message);
        continue;
      }
      const [{ kind }] = words.directives as [Directive];
      if (isOnOne(document, comment, spots)) continue;
      const holds = kind === 'ignore' || kind === 'keep';
      if (holds && lines.has(lineBelow(document, comment))) continue;
      const what = kind === 'ignore' ? 'pod spec is below it' : 'container is below or beside it';
      const all = holds && has ? '; so the whole document stays as it is' : '';
      report('comment', offset, `is not attached to anything: no ${what}${all}`);
    }
  }
  for (const slice of skipped)
    for (const match of file.text.slice(slice.start, slice.end).matchAll(MARKED_LINE))
      report(
        'comment',
        slice.start + match.index,
        'is not attached to anything: this document has no containers',
      );
  return problems;
}

function isOn(spot: Span, line: number): boolean {
  return line >= spot.firstLine && line <= spot.lastLine;
}
