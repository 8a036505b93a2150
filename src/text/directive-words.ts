import type { Directive } from '../model/directive.js';
import type { Code } from '../model/finding.js';
import type { Place } from '../model/source.js';

/** What a comment says to this tool; what is not understood keeps what it stands on. */
export type Spoken =
  | { readonly ok: true; readonly directives: readonly Directive[] }
  | { readonly ok: false; readonly message: string; readonly directive: Directive };

/** A comment that begins with the tool's name speaks to it, with or without a colon. */
const MARK = /^sidecar-migrate(?:[ \t]{0,9}:|(?=\s|$))/i;
const ROLE = /^(sidecar|keep|ignore)(?:\s{1,9}--\s.*|\s{1,9}--)?$/is;
const ALLOW = /^allow\s{1,9}([\w, \t]{1,999}?)(?:\s{1,9}--(?:\s(.*))?)?$/is;
const CODE = /^SM\d{3}$/;

/** The words of a comment, without what begins and ends it; null: it does not speak to this tool. */
export function wordsTo(comment: string, place: Place): Spoken | null {
  const text = comment.trim();
  const mark = MARK.exec(text)?.[0];
  if (mark === undefined) return null;
  const words = text.slice(mark.length).trim();
  const role = ROLE.exec(words)?.[1]?.toLowerCase();
  if (role === 'sidecar' || role === 'keep' || role === 'ignore')
    return { ok: true, directives: [{ kind: role, place }] };
  const unread = (message: string): Spoken => ({
    ok: false,
    message,
    directive: { kind: 'keep', place, unread: true },
  });
  const allow = ALLOW.exec(words);
  if (allow === null) return unread(`is not understood: ${JSON.stringify(words)}`);
  const codes = (allow[1] ?? '')
    .toUpperCase()
    .split(/[\s,]+/)
    .filter((code) => code !== '');
  const odd = codes.find((code) => !CODE.test(code));
  if (odd !== undefined || codes.length === 0)
    return unread(`is not understood: ${JSON.stringify(odd ?? words)} is not the code of a rule`);
  const reason = allow[2]?.trim() ?? '';
  if (reason === '') return unread(`has no reason: allow ${codes.join(', ')} -- <reason>`);
  return {
    ok: true,
    directives: codes.map((code) => ({ kind: 'allow', place, code: code as Code, reason })),
  };
}

/** What can be said, for messages. */
export const SAYABLE =
  'write "sidecar", "keep" or "allow SM113 -- reason" on or above a container, or "ignore" above what to leave alone';
