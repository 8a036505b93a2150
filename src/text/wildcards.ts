/**
 * Whether a text is made of parts in this order, with anything between them: `a*b*c`. Each part is
 * taken at its first place, so that many parts cost no more than their length.
 */
export function isMadeOf(text: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts;
  if (others.length === 0) return text === first;
  const last = others.pop() ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
