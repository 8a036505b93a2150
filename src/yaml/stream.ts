/** One document of a YAML stream, its markers and the comments above it included. */
export interface DocumentSlice {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a stream by its lines. `---` and `...` at the first column end a document even inside a
 * scalar (YAML 1.2.2, 9.1.2), so no parser is needed, and a broken document stays alone.
 */
export function splitDocuments(text: string): readonly DocumentSlice[] {
  const slices: DocumentSlice[] = [];
  let start = 0;
  let begun = false;
  let ended = false;
  const close = (end: number): void => {
    slices.push({ index: slices.length, start, end });
    start = end;
    begun = false;
    ended = false;
  };
  for (let line = 0; line < text.length; line = nextLine(text, line)) {
    if (isMarker(text, line, '---')) {
      if (begun) close(line);
      begun = true;
      ended = false;
    } else if (isMarker(text, line, '...')) {
      ended = true;
    } else if (!isAside(text, line)) {
      if (ended) close(line);
      begun = true;
    }
  }
  if (start < text.length || slices.length === 0) close(text.length);
  return slices;
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

function isMarker(text: string, line: number, marker: string): boolean {
  const start = behindMark(text, line);
  if (!text.startsWith(marker, start)) return false;
  const next = text[start + marker.length];
  return next === undefined || /\s/.test(next);
}

/** Blank lines, comments and directives start no document. */
function isAside(text: string, line: number): boolean {
  const start = behindMark(text, line);
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (character === '\n') return true;
    if (character === '#') return true;
    if (character === '%' && i === start) return true;
    if (character !== ' ' && character !== '\t' && character !== '\r' && character !== '\uFEFF')
      return false;
  }
  return true;
}

/** The first column of a line: a byte order mark takes none. */
function behindMark(text: string, line: number): number {
  return line === 0 && text.startsWith('\uFEFF') ? 1 : line;
}
