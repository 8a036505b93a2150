/** A list split at its commas, save those in brackets: `a,{b,c}`, `x in (y,z)`. */
export function splitOutside(text: string, open: string, close: string): readonly string[] {
  const parts: string[] = [];
  let end = text.length;
  let isInside = false;
  // From the end: a comma is inside where the next bracket behind it closes.
  for (let at = text.length - 1; at >= 0; at--) {
    const char = text[at];
    if (char === close) isInside = true;
    else if (char === open) isInside = false;
    else if (char === ',' && !isInside) {
      parts.push(text.slice(at + 1, end));
      end = at;
    }
  }
  parts.push(text.slice(0, end));
  return parts.reverse();
}
