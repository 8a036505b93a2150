/** A template action in a text: `{{ … }}`. */
export interface ActionSpan {
  readonly start: number;
  readonly end: number;
}

/** Where a comment starts that is all of its action (text/template lets nothing stand beside it). */
const COMMENT = /^\{\{(?:-\s)?\s{0,60}\/\*/;

/**
 * Where an action ends, as text/template reads it: braces in its strings and comments do not count.
 * null where it is never closed.
 */
export function endOfAction(text: string, start: number): number | null {
  if (COMMENT.test(text.slice(start, start + 66))) {
    const end = text.indexOf('*/', start);
    return closed(text, end < 0 ? text.length : end);
  }
  for (let i = start + 2; i < text.length; i++) {
    const char = text[i];
    if (char === '}' && text[i + 1] === '}') return i + 2;
    if (char !== '"' && char !== '`' && char !== "'") continue;
    for (i++; i < text.length && text[i] !== char; i++) if (text[i] === '\\' && char !== '`') i++;
  }
  return null;
}

/** Behind the first braces that close. */
function closed(text: string, from: number): number | null {
  const close = text.indexOf('}}', from);
  return close < 0 ? null : close + 2;
}

/**
 * The actions of a text; one that is never closed is none. Where a quote in one is never closed, the
 * text is for another program than Go's: each ends at the first braces from there on.
 */
export function actionsIn(text: string): readonly ActionSpan[] {
  const spans: ActionSpan[] = [];
  let isGo = true;
  for (let start = text.indexOf('{{'); start >= 0; ) {
    const quoted: number | null = isGo ? endOfAction(text, start) : null;
    isGo = quoted !== null;
    const end = quoted ?? closed(text, start + 2);
    // None of those behind it is closed either.
    if (end === null) break;
    spans.push({ start, end });
    start = text.indexOf('{{', end);
  }
  return spans;
}

/** A text with each of its actions replaced. */
export function replaceActions(text: string, by: (action: string, at: number) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of actionsIn(text)) {
    parts.push(text.slice(from, start), by(text.slice(start, end), start));
    from = end;
  }
  return parts.join('') + text.slice(from);
}

/** What stands around the actions of a text. */
export function aroundActions(text: string): readonly string[] {
  const spans = actionsIn(text);
  return [...spans, { start: text.length }].map(({ start }, i) =>
    text.slice(spans[i - 1]?.end ?? 0, start),
  );
}
