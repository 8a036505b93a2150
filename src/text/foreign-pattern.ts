/** Longer ones are no names of anything. */
const LONGEST_PATTERN = 500;
const LONGEST_TEXT = 500;

/** With names of at most a few hundred letters, so many repeats beside each other still end at once. */
const MOST_REPEATS = 3;

/**
 * Whether the whole text is what a regular expression of somebody's file says; null where it is no
 * expression of this engine, or one that could run for ever: repeats of what repeats or may be read
 * in two ways, and references back.
 */
export function fitsForeign(pattern: string, text: string): boolean | null {
  if (text.length > LONGEST_TEXT || !isSafe(pattern)) return null;
  try {
    return new RegExp(`^(?:${pattern})$`, 's').test(text);
  } catch {
    return null;
  }
}

/** Reads an expression once, with what each open group holds that must not be repeated. */
function isSafe(pattern: string): boolean {
  if (pattern.length > LONGEST_PATTERN) return false;
  const groups = [{ isOpen: false }];
  let repeats = 0;
  let closed = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    const inner = closed;
    closed = false;
    const group = groups.at(-1);
    if (group === undefined) return false;
    if (sign === '\\') {
      if (/[1-9k]/.test(pattern[++at] ?? '')) return false;
    } else if (sign === '[') {
      at = endOfClass(pattern, at);
    } else if (sign === '(') {
      groups.push({ isOpen: false });
    } else if (sign === ')') {
      const own = groups.pop();
      const outer = groups.at(-1);
      if (own === undefined || outer === undefined) return false;
      closed = own.isOpen;
      outer.isOpen ||= own.isOpen;
    } else if (sign === '|') {
      group.isOpen = true;
    } else if (sign === '*' || sign === '+' || sign === '{') {
      if (inner || ++repeats > MOST_REPEATS) return false;
      group.isOpen = true;
    }
  }
  return true;
}

/** Of the bracket that ends a class of characters. */
function endOfClass(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern[at] === '^') at++;
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
  return at;
}
