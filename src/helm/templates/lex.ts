import { endOfAction } from '../../text/actions.js';

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
    const end = endOfAction(source, at);
    if (end === null) return null;
    text(at, trims);
    const close = end - 2;
    const trimsBehind = source[close - 1] === '-' && /\s/.test(source[close - 2] ?? '');
    const body = source.slice(at + (trims ? 3 : 2), trimsBehind ? close - 1 : close).trim();
    from = end;
    trimNext = trimsBehind;
    if (!body.startsWith('/*')) tokens.push({ kind: 'action', start: at, end: from, body });
  }
  text(source.length, false);
  return tokens;
}
