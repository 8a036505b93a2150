import { push } from '../model/groups.js';
import type { TextEdit } from '../model/source.js';
import { applyEdits } from '../text/edits.js';
import { lineAt, lineStart, nextLineStart } from '../text/lines.js';
import type { Alert } from './alerts.js';
import type { FileFix, Fix } from './fixes.js';

/** Whole lines of a file that others take the place of. */
export interface Suggestion {
  readonly path: string;
  /** From 1; both are replaced. */
  readonly first: number;
  readonly last: number;
  /** Without the end of its last line. */
  readonly text: string;
  /** The findings whose fixes it holds, or a part of. */
  readonly alerts: readonly Alert[];
}

/** From a line to a line, with all edits in them. */
interface Part {
  readonly first: number;
  last: number;
  readonly edits: TextEdit[];
  readonly alerts: Alert[];
}

/**
 * The fixes of a run, as whole lines: a forge replaces lines, and each suggestion by itself. So all that
 * one change edits in a file is one, and changes with lines in common are one.
 */
export function suggestionsOf(alerts: readonly Alert[]): readonly Suggestion[] {
  const parts = new Map<string, Part[]>();
  const files = new Map<string, FileFix>();
  for (const alert of alerts)
    for (const file of alert.fix?.files ?? []) {
      files.set(file.path, file);
      push(parts, file.path, partOf(file, alert));
    }
  return [...files.values()].flatMap((file) =>
    merged(parts.get(file.path) ?? []).flatMap((part) => suggestionOf(part, file)),
  );
}

/** Those of a suggestion that are right only together with it. */
export function together(
  suggestion: Suggestion,
  byFix: ReadonlyMap<Fix, readonly Suggestion[]>,
): readonly Suggestion[] {
  const all = suggestion.alerts.flatMap(({ fix }) => (fix === null ? [] : (byFix.get(fix) ?? [])));
  return [...new Set(all)].filter((other) => other !== suggestion);
}

export function byFixes(
  suggestions: readonly Suggestion[],
): ReadonlyMap<Fix, readonly Suggestion[]> {
  const byFix = new Map<Fix, Suggestion[]>();
  for (const each of suggestions)
    for (const { fix } of each.alerts) if (fix !== null) push(byFix, fix, each);
  return byFix;
}

/** Lines from 0. */
function partOf({ lines, edits }: FileFix, alert: Alert): Part {
  const end = lines.text.length;
  const lineOf = (offset: number): number => {
    const line = lineAt(lines, offset);
    // Behind the last end of a line there is none.
    return offset === end && line > 0 && lines.starts[line] === end ? line - 1 : line;
  };
  // They are in their order.
  const first = lineOf(edits[0]?.start ?? 0);
  const { start = 0, end: to = 0 } = edits.at(-1) ?? {};
  const last = lineOf(Math.max(start, to - 1));
  return { first, last, edits: [...edits], alerts: [alert] };
}

/** Parts with lines in common, made one. */
function merged(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of [...parts].sort((a, b) => a.first - b.first || a.last - b.last)) {
    const before = all.at(-1);
    if (before === undefined || before.last < part.first) {
      all.push(part);
      continue;
    }
    before.last = Math.max(before.last, part.last);
    for (const edit of part.edits) before.edits.push(edit);
    for (const alert of part.alerts) before.alerts.push(alert);
  }
  return all;
}

/** None where lines cannot say it: the last line gets or loses its end. */
function suggestionOf(
  { first, last, edits, alerts }: Part,
  { path, lines }: FileFix,
): readonly Suggestion[] {
  const start = lineStart(lines, first);
  const before = lines.text.slice(start, nextLineStart(lines, last));
  const own = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const after = applyEdits(before, own);
  const eol = /\r?\n$/.exec(before)?.[0] ?? '';
  // An empty text takes lines away, so it is no blank line either.
  if (!after.endsWith(eol) || after === eol || (eol === '' && /\n$/.test(after))) return [];
  const text = after.slice(0, after.length - eol.length);
  return [{ path, first: first + 1, last: last + 1, text, alerts }];
}
