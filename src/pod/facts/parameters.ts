/** Names with the one text that they stand for. */
type Known = ReadonlyMap<string, string>;

/** `${NAME}` with an operator behind the name: a word for what is not set, or what to cut off. */
const PARAMETER = /\$\{(\w{1,80})(:?[-=]|##?|%%?)([^{}"`]{0,200})\}/g;
const SUM = /\$\(\(([\d\s+*-]{1,60})\)\)/g;

/** Parameters and sums as sh reads them (POSIX.1-2017, 2.6.2 and 2.6.4), where it is known what they hold. */
export function withParameters(text: string, known: Known): string {
  if (!text.includes('${') && !text.includes('$((')) return text;
  return text
    .replace(PARAMETER, (whole, name: string, operator: string, word: string) => {
      const value = known.get(name);
      if (/[-=]$/.test(operator)) {
        const isSet = operator.startsWith(':') ? (value ?? '') !== '' : value !== undefined;
        return isSet ? (value ?? whole) : /[$\\]/.test(word) ? whole : word;
      }
      return value === undefined ? whole : (cut(value, operator, word) ?? whole);
    })
    .replace(SUM, (whole, sum: string) => resultOf(sum) ?? whole);
}

/** One star is all that people write in a pattern; null for what is not read here. */
function cut(value: string, operator: string, pattern: string): string | null {
  if (/[?[\]\\$]/.test(pattern)) return null;
  const [first = '', last, more] = pattern.split('*');
  if (more !== undefined) return null;
  const isLong = operator.length === 2;
  if (last === undefined) {
    if (operator.startsWith('#'))
      return value.startsWith(first) ? value.slice(first.length) : value;
    return first !== '' && value.endsWith(first) ? value.slice(0, -first.length) : value;
  }
  if (operator.startsWith('#')) {
    if (first !== '') return null;
    const at = isLong ? value.lastIndexOf(last) : value.indexOf(last);
    return at < 0 || last === '' ? value : value.slice(at + last.length);
  }
  if (last !== '') return null;
  const at = isLong ? value.indexOf(first) : value.lastIndexOf(first);
  return at < 0 || first === '' ? value : value.slice(0, at);
}

/** Sums and products of numbers, from left to right within their rank. */
function resultOf(sum: string): string | null {
  const terms = sum.replace(/\s/g, '').match(/[+-]?\d{1,9}(?:\*\d{1,9})*/g);
  if (terms === null || terms.join('') !== sum.replace(/\s/g, '')) return null;
  const total = terms
    .map((term) => term.split('*').reduce((product, factor) => product * Number(factor), 1))
    .reduce((all, term) => all + term, 0);
  return String(total);
}
