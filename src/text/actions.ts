/** A template action in a text: `{{ … }}`. */
export interface ActionSpan {
  readonly start: number;
  readonly end: number;
}

/** The actions of a text, each from its braces to the first that close; one that is never closed is none. */
export function actionsIn(text: string): readonly ActionSpan[] {
  const spans: ActionSpan[] = [];
  for (let start = text.indexOf('{{'); start >= 0; ) {
    const close = text.indexOf('}}', start + 2);
    // None of those behind it is closed either.
    if (close < 0) break;
    spans.push({ start, end: close + 2 });
    start = text.indexOf('{{', close + 2);
  }
  return spans;
}

/** A text with each of its actions replaced. */
export function replaceActions(text: string, by: (action: string) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of actionsIn(text)) {
    parts.push(text.slice(from, start), by(text.slice(start, end)));
    from = end;
  }
  return parts.join('') + text.slice(from);
}

/** What stands around the actions of a text. */
export function aroundActions(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of actionsIn(text)) {
    parts.push(text.slice(from, start));
    from = end;
  }
  return [...parts, text.slice(from)];
}
