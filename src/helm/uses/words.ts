/** A word of a command, without its quotes, and where it begins. */
export interface Word {
  readonly text: string;
  readonly offset: number;
}

/**
 * The words of every command of a text, as a shell splits them; what is around commands in a Makefile
 * or a pipeline gives commands that nobody looks for. Lines that end in a backslash go on.
 */
export function wordsIn(text: string): readonly (readonly Word[])[] {
  const commands: Word[][] = [];
  let words: Word[] = [];
  for (let at = 0; at < text.length; ) {
    const end = endOfToken(text, at);
    const own = text.slice(at, end);
    const offset = at;
    at = end;
    if (/^(?:\\\r?\n|[ \t]+)$/.test(own)) continue;
    if (/^(?:\r?\n|&&|\|\|?|[;&()]|#[^\n]*)$/.test(own)) {
      if (words.length > 0) commands.push(words);
      words = [];
    } else words.push({ text: unquoted(own), offset });
  }
  if (words.length > 0) commands.push(words);
  return commands;
}

/** What stands between words. */
const BETWEEN = /\\\r?\n|[ \t]+|\r?\n|&&|\|\|?|[;&()]|#[^\n]*/y;
/** A piece of a word. */
const PIECE =
  /\\[^\n]|"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\$\((?:[^()\n]|\([^()\n]*\))*\)|\$\{[^{}\n]*\}|\{\{[^{}\n]*\}\}|[^\s\\"'|&;()]/y;

function endOfToken(text: string, at: number): number {
  BETWEEN.lastIndex = at;
  if (BETWEEN.test(text)) return BETWEEN.lastIndex;
  let end = at;
  for (PIECE.lastIndex = at; PIECE.test(text); ) end = PIECE.lastIndex;
  // A quote that nobody closes is a word by itself.
  return Math.max(end, at + 1);
}

function unquoted(text: string): string {
  // Linear: a quote is never closed only where no other is left behind it.
  return text.replace(
    /"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|\\([\s\S])/g,
    (_, double?: string, single?: string, escaped?: string) =>
      double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? escaped ?? '',
  );
}
