/** A part of a Go template, with its place in the file; texts are as they are left by trim markers. */
export type Token =
  | { readonly kind: 'text'; readonly start: number; readonly end: number; readonly text: string }
  | {
      readonly kind: 'action';
      readonly start: number;
      readonly end: number;
      /** What stands between the delimiters, without trim markers. */
      readonly body: string;
    };

const TRIM_BEFORE = /(?<![ \t\r\n])[ \t\r\n]+$/;
const TRIM_AFTER = /^[ \t\r\n]+/;

/**
 * Splits a template as text/template does: `{{-` takes the white space before it, `-}}` the one
 * behind, and comments leave nothing. null where an action is never closed.
 */
export function lex(source: string): readonly Token[] | null {
  const tokens: Token[] = [];
  let from = 0;
  let trimNext = false;
  const text = (end: number, trimEnd: boolean): void => {
    let own = source.slice(from, end);
    if (trimEnd) own = own.replace(TRIM_BEFORE, '');
    const left = own.length;
    if (trimNext) own = own.replace(TRIM_AFTER, '');
    const start = from + left - own.length;
    if (own !== '') tokens.push({ kind: 'text', start, end: start + own.length, text: own });
  };
  for (let at = source.indexOf('{{'); at >= 0; at = source.indexOf('{{', from)) {
    const trims = /^-[ \t\r\n]/.test(source.slice(at + 2, at + 4));
    const inner = at + (trims ? 3 : 2);
    const close = closeOf(source, inner);
    if (close === null) return null;
    text(at, trims);
    const trimsBehind = source[close - 1] === '-' && /\s/.test(source[close - 2] ?? '');
    const body = source.slice(inner, trimsBehind ? close - 1 : close).trim();
    from = close + 2;
    trimNext = trimsBehind;
    if (!body.startsWith('/*')) tokens.push({ kind: 'action', start: at, end: from, body });
  }
  text(source.length, false);
  return tokens;
}

/** Where the `}}` of an action is: those in its strings and comments do not count. */
function closeOf(source: string, from: number): number | null {
  const comment = /^\s*\/\*/.exec(source.slice(from, from + 64));
  if (comment !== null) {
    const end = source.indexOf('*/', from);
    const close = end < 0 ? -1 : source.indexOf('}}', end);
    return close < 0 ? null : close;
  }
  for (let i = from; i < source.length; i++) {
    const char = source[i];
    if (char === '}' && source[i + 1] === '}') return i;
    if (char !== '"' && char !== '`' && char !== "'") continue;
    for (i++; i < source.length && source[i] !== char; i++)
      if (source[i] === '\\' && char !== '`') i++;
    if (i >= source.length) return null;
  }
  return null;
}
