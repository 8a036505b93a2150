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
  const token =
    /\\\r?\n|[ \t]+|\r?\n|&&|\|\|?|[;&()]|#[^\n]*|(?:\\[^\n]|"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\$\((?:[^()\n]|\([^()\n]*\))*\)|\$\{[^}\n]*\}|\{\{[^}\n]*\}\}|[^\s\\"'|&;()])+|[\s\S]/g;
  for (const match of text.matchAll(token)) {
    const [own] = match;
    if (/^(?:\\\r?\n|[ \t]+)$/.test(own)) continue;
    if (/^(?:\r?\n|&&|\|\|?|[;&()]|#.*)$/.test(own)) {
      if (words.length > 0) commands.push(words);
      words = [];
    } else words.push({ text: unquoted(own), offset: match.index });
  }
  if (words.length > 0) commands.push(words);
  return commands;
}

function unquoted(text: string): string {
  return text.replace(
    /"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|\\([\s\S])/g,
    (_, double?: string, single?: string, escaped?: string) =>
      double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? escaped ?? '',
  );
}
