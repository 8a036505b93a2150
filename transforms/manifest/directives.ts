import type { Directive } from '../../src/model/directive.js';
import type { Code } from '../../src/model/finding.js';
import type { Problem, SourceFile } from '../../src/model/source.js';
import type { DocumentSlice } from '../../src/scan/documents.js';
import { lineAt, lineText } from '../../src/source/lines.js';
import { placeIn } from '../../src/source/place.js';
import type { Comment, ManifestData, ManifestDocument } from './data.js';
import { type ContainerSpot, containerSpots, nodeLines } from './spots.js';

const MARK = /^\s*sidecar-migrate:\s*(.*?)\s*$/;
const MARKED_LINE = /#\s*sidecar-migrate:.*$/gm;

/** What one comment says to this tool; null: it does not speak to it. */
export type Said =
  | { readonly ok: true; readonly directive: Directive }
  | { readonly ok: false; readonly message: string }
  | null;

export function said(
  file: SourceFile,
  data: ManifestData,
  document: ManifestDocument,
  comment: Comment,
): Said {
  const words = MARK.exec(comment.text)?.[1];
  if (words === undefined) return null;
  const place = placeIn(data.lines, file.path, document.base + comment.offset);
  if (words === 'sidecar' || words === 'keep' || words === 'ignore')
    return { ok: true, directive: { kind: words, place } };
  const allow = /^allow\s+(SM\d{3})(?:\s+--\s+(.+))?$/.exec(words);
  if (allow === null) return { ok: false, message: `says nothing known: ${JSON.stringify(words)}` };
  const [, code, reason] = allow;
  if (reason === undefined) return { ok: false, message: `allow ${code} gives no reason` };
  return { ok: true, directive: { kind: 'allow', place, code: code as Code, reason } };
}

/** The comments of a document that speak to this tool and are well said. */
export function directivesOf(
  file: SourceFile,
  data: ManifestData,
  document: ManifestDocument,
): readonly { directive: Directive; comment: Comment }[] {
  return document.comments.flatMap((comment) => {
    const words = said(file, data, document, comment);
    return words?.ok === true ? [{ directive: words.directive, comment }] : [];
  });
}

export function commentLine(document: ManifestDocument, comment: Comment): number {
  return lineAt(document.lines, comment.offset);
}

/** Index of the line that a comment speaks of when it stands alone: the next one with content. */
export function lineBelow(document: ManifestDocument, comment: Comment): number {
  let line = lineAt(document.lines, comment.offset) + 1;
  while (line < document.lines.starts.length && /^\s*(#.*)?$/.test(lineText(document.lines, line)))
    line++;
  return line;
}

/** Comments that speak to this tool and say nothing it knows, or stand where they speak of nothing. */
export function directiveProblems(
  file: SourceFile,
  data: ManifestData,
  skipped: readonly DocumentSlice[],
): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (offset: number, message: string): void => {
    problems.push({
      kind: 'comment',
      path: file.path,
      place: placeIn(data.lines, file.path, offset),
      message: `comment ${message}`,
      remedy:
        'write "sidecar", "keep" or "allow SM113 -- reason" on or above a container, or "ignore" above what to leave alone',
    });
  };
  for (const document of data.documents) {
    const spots = containerSpots(document, data.kinds);
    const lines = nodeLines(document, data.kinds);
    for (const comment of document.comments) {
      const words = said(file, data, document, comment);
      if (words === null) continue;
      const offset = document.base + comment.offset;
      if (!words.ok) report(offset, words.message);
      else if (words.directive.kind === 'ignore') {
        const line = lineBelow(document, comment);
        if (!lines.has(line) && !spots.some((spot) => spot.dashLine === line))
          report(offset, 'speaks of nothing: no pod spec is below it');
      } else if (!spots.some((spot) => isOn(spot, commentLine(document, comment))))
        report(offset, 'speaks of nothing: no container is below or beside it');
    }
  }
  for (const slice of skipped)
    for (const match of file.text.slice(slice.start, slice.end).matchAll(MARKED_LINE))
      report(slice.start + match.index, 'speaks of nothing: this document holds no containers');
  return problems;
}

function isOn(spot: ContainerSpot, line: number): boolean {
  return line >= spot.firstLine && line <= spot.lastLine;
}
