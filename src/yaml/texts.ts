import { type CST, isScalar, type Node, Scalar } from 'yaml';
import type { TextEdit } from '../model/source.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { columnAt, isBlank, lineAt, lineStart, lineText, nextLineStart } from '../text/lines.js';
import type { YamlDocument } from './document.js';

/** Where one character of a text is written: offset and length, or null for folded white space. */
type CharPlace = { readonly start: number; readonly end: number } | null;

/** Edits of a text, as a reader has it, turned into edits of the way it is written. */
export function textEdits(
  document: YamlDocument,
  node: Node,
  edits: readonly TextEdit[],
): readonly TextEdit[] {
  if (!isScalar(node) || typeof node.value !== 'string')
    throw new CannotEdit('what should be rewritten is not a text');
  const places = placesOf(document, node);
  return edits.map(
    node.type === Scalar.BLOCK_LITERAL
      ? literalEdit(document, node.value, places)
      : (edit) => written(document, node, places, edit),
  );
}

/** Offset of every character of a text in its document; null where white space was folded. */
function placesOf(document: YamlDocument, node: Scalar): readonly CharPlace[] {
  const value = String(node.value);
  const [start, end] = node.range ?? [0, 0];
  const { text } = document.lines;
  switch (node.type) {
    case Scalar.BLOCK_LITERAL:
      return literal(document, node, value);
    case Scalar.BLOCK_FOLDED:
      return aligned(value, tokens(text, bodyOf(document, node), end, 'plain'));
    case Scalar.QUOTE_DOUBLE:
      return aligned(value, tokens(text, start + 1, end - 1, 'double'));
    case Scalar.QUOTE_SINGLE:
      return aligned(value, tokens(text, start + 1, end - 1, 'single'));
    default:
      return aligned(value, tokens(text, start, end, 'plain'));
  }
}

/** Longer texts are searched for nothing but lines. */
const LONG = 64 * 1024;

/** Offset of each line of a text, where the line is not empty; else of the line before it. */
export function lineOffsets(document: YamlDocument, node: Scalar): readonly number[] {
  const value = String(node.value);
  const start = node.range?.[0] ?? 0;
  if (value.length > LONG) return [start];
  const places = placesOf(document, node);
  let last = start;
  let from = 0;
  return value.split('\n').map((row) => {
    last = places[from]?.start ?? last;
    from += row.length + 1;
    return last;
  });
}

/** Offset of the first line behind the header of a block scalar. */
function bodyOf({ lines }: YamlDocument, node: Scalar): number {
  return nextLineStart(lines, lineAt(lines, node.range?.[0] ?? 0));
}

/** A literal block has its lines one by one, each behind the same indentation. */
function literal(document: YamlDocument, node: Scalar, value: string): readonly CharPlace[] {
  const { lines } = document;
  const first = lineAt(lines, bodyOf(document, node));
  const rows = value.split('\n');
  const full = rows.findIndex((row) => row.trim() !== '');
  const token = node.srcToken as CST.BlockScalar | undefined;
  if (token === undefined || full < 0) return value.split('').map(() => null);
  const indent = lineText(lines, first + full).length - (rows[full]?.length ?? 0);
  return rows.flatMap((row, i): CharPlace[] => {
    const start = lineStart(lines, first + i) + indent;
    const places = Array.from({ length: row.length }, (_, column) => ({
      start: start + column,
      end: start + column + 1,
    }));
    if (i === rows.length - 1) return places;
    const end = nextLineStart(lines, first + i);
    const content = lineStart(lines, first + i) + lineText(lines, first + i).length;
    return [...places, { start: content, end }];
  });
}

interface Token {
  /** What it says; null for white space, which folding may change. */
  readonly says: string | null;
  readonly start: number;
  readonly end: number;
}

type Quote = 'plain' | 'single' | 'double';

function tokens(text: string, from: number, to: number, quote: Quote): readonly Token[] {
  const found: Token[] = [];
  for (let i = from; i < to; ) {
    const size = sizeAt(text, i, quote);
    const source = text.slice(i, i + size);
    if (size > 1 && quote === 'double') {
      const says = unescaped(source);
      if (says !== '') found.push({ says, start: i, end: i + size });
    } else if (/\s/.test(source)) found.push({ says: null, start: i, end: i + size });
    else found.push({ says: source.slice(0, 1), start: i, end: i + size });
    i += size;
  }
  return found;
}

function sizeAt(text: string, at: number, quote: Quote): number {
  if (quote === 'single' && text.startsWith("''", at)) return 2;
  if (quote !== 'double' || text[at] !== '\\') return 1;
  const next = text[at + 1];
  if (next === 'x') return 4;
  if (next === 'u') return 6;
  if (next === 'U') return 10;
  return next === '\r' ? 3 : 2;
}

function unescaped(source: string): string {
  const next = source[1] ?? '';
  // An escaped line break says nothing at all.
  if (next === '\n' || next === '\r') return '';
  if (/[xuU]/.test(next)) return String.fromCodePoint(Number.parseInt(source.slice(2), 16));
  const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', 0: '\0' };
  return named[next] ?? next;
}

/** What is no white space stands in the source in the same order as in the text. */
function aligned(value: string, source: readonly Token[]): readonly CharPlace[] {
  const places: CharPlace[] = [];
  let at = 0;
  for (const char of value.split('')) {
    const isSpace = /\s/.test(char);
    if (!isSpace) while (source[at]?.says === null || /^\s/.test(source[at]?.says ?? 'x')) at++;
    const token = source[at];
    if (token === undefined) places.push(null);
    else if (token.says === char || (isSpace && token.says === null)) {
      places.push({ start: token.start, end: token.end });
      at++;
    } else places.push(null);
  }
  return places;
}

/**
 * Every line of a literal block stands behind the same indentation: whole lines come and go with
 * theirs, and what changes within a line leaves it alone.
 */
function literalEdit(
  { lines }: YamlDocument,
  value: string,
  places: readonly CharPlace[],
): (edit: TextEdit) => TextEdit {
  const first = places.find((each, i) => each !== null && value[i] !== '\n');
  if (first == null) throw new CannotEdit('a text is empty');
  const own = lineText(lines, lineAt(lines, first.start));
  const indent = own.slice(0, columnAt(lines, first.start));
  const place = (offset: number): number => {
    const each = places[offset] ?? null;
    if (each !== null) return each.start;
    const last = places.findLast((each, i) => i < offset && each !== null);
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
    // What follows an end of line of the new text stands behind the indentation that is there.
    const isRest = text.endsWith('\n') && isLineStart(end);
    const at = isWhole ? line : place;
    const own = { start: at(start), end: isRest ? line(end) : at(end) };
    // The last line of a text has an end for its reader, also where the file ends without one.
    const isOpen = isWhole && own.start === lines.text.length && !lines.text.endsWith('\n');
    const rows = isOpen && text !== '' ? `\n${written.slice(0, -1)}` : written;
    return { ...own, text: rows.replaceAll('\n', lines.eol) };
  };
}

function written(
  document: YamlDocument,
  node: Scalar,
  places: readonly CharPlace[],
  edit: TextEdit,
): TextEdit {
  const own = places.slice(edit.start, edit.end).filter((each) => each !== null);
  const first = own[0]?.start ?? places[edit.start]?.start ?? places[edit.start - 1]?.end;
  if (first === undefined) throw new CannotEdit('the place of a text is not known');
  const { lines } = document;
  const end = own.at(-1)?.end ?? first;
  // A plain text begins with its first word, also where that stood on another line.
  const lead = node.type === Scalar.PLAIN && edit.start === 0 && edit.text === '';
  const rest = lead ? (/^\s*/.exec(lines.text.slice(end))?.[0].length ?? 0) : 0;
  const text = escaped(edit.text, node);
  return withoutEmptyLines(document, { start: first, end: end + rest, text });
}

/** Folding reads an empty line as a line break: lines with nothing left on them go whole. */
function withoutEmptyLines({ lines }: YamlDocument, edit: TextEdit): TextEdit {
  if (edit.text !== '') return edit;
  const before = lines.text.slice(lineStart(lines, lineAt(lines, edit.start)), edit.start);
  const line = lineAt(lines, Math.max(edit.start, edit.end - 1));
  const after = lines.text.slice(edit.end, lineStart(lines, line) + lineText(lines, line).length);
  if (!isBlank(before) || !isBlank(after)) return edit;
  return { start: edit.start - before.length, end: nextLineStart(lines, line), text: '' };
}

function escaped(text: string, { type }: Scalar): string {
  if (type === Scalar.QUOTE_DOUBLE) return text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
  return type === Scalar.QUOTE_SINGLE ? text.replaceAll("'", "''") : text;
}
