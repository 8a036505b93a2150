import { printable, printableText } from './escape.js';

/** A word that Markdown and the forges take for nothing else: no link, no mention, no number of an issue. */
const PLAIN =
  /^[("']?(?:[A-Za-z]{1,40}(?:['-][A-Za-z]{1,40}){0,4}[)"']?[,.;:!?]?[)"']?|\d{1,6}[,;:]?)$/;

/** What ends a sentence is no part of a name. */
const TAIL = /[,;:.!?]$/;

/**
 * A text of a file for Markdown: whatever is no plain word of English stands as code, in which GitHub
 * and GitLab read no link, mention, HTML or emoji.
 */
export function asProse(text: string): string {
  return printable(text)
    .split(' ')
    .map((word) => {
      if (word === '' || PLAIN.test(word)) return word;
      const tail = TAIL.exec(word)?.[0] ?? '';
      const name = tail === '' ? word : word.slice(0, -1);
      return name === '' ? asCode(word) : `${asCode(name)}${tail}`;
    })
    .join(' ');
}

/** A name as inline code; its fence is longer than any run of backticks in it. */
export function asCode(text: string): string {
  const shown = printable(text);
  if (shown === '') return '(no name)';
  const fence = '`'.repeat(longestRun(shown) + 1);
  const isPadded = shown.startsWith('`') || shown.endsWith('`') || shown.startsWith(' ');
  return isPadded ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/** How many backticks stand side by side at most. */
function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** Lines of a file as a block of code; what would rule a page is escaped, and the fence is longer than any in it. */
export function asBlock(text: string, language: string): string {
  const shown = printableText(text).replace(/\r$/gm, '');
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}${language}\n${shown.endsWith('\n') ? shown : `${shown}\n`}${fence}\n`;
}
