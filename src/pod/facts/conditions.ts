/** `! curl …`, `[ ! -f /ready ]`, `[ -z "$(pgrep app)" ]`, `[ "$(grep -c …)" -lt 1 ]`. */
const NONE =
  /^\s*!\s|^\s*(?:\[{1,2}|test)\s+(?:!|-z)\s|^\s*(?:\[{1,2}|test)\s[^\n]{1,400}\s-lt\s+1(?:\s|$)/;

/** The two sides of the first comparison of a test. */
const COMPARED = /(\S{1,200})\s+(=|==|!=|-eq|-ne)\s+(\S{0,200})/;

/** Whether a condition holds for as long as what it looks for is not there. */
export function asksForNone(text: string): boolean {
  const condition = text.slice(0, 2000);
  if (NONE.test(condition)) return true;
  const [, left = '', operator = '', right = ''] = COMPARED.exec(condition) ?? [];
  if (operator === '') return false;
  const [a, b] = [plain(left), plain(right)];
  // One side is what was found, and the other what it is held against.
  const wanted = b.startsWith('$') ? a : b;
  if (/[$`)]/.test(wanted)) return false;
  const isNothing = /^(?:0|)$/.test(wanted);
  const isUnequal = operator === '!=' || operator === '-ne';
  // An exit code of 0 is a success, where a count of 0 is none.
  return isUnequal === (a === '$?' ? isNothing : !isNothing);
}

function plain(word: string): string {
  return word.replace(/["']/g, '');
}
