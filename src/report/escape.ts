/** Control and format characters, line separators: what could rule a terminal, or hide text. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The same over whole texts: lines and tabs stay what they are, and a carriage return at the end of a line. */
const UNSAFE_IN_TEXT = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text of a file for a terminal, which would do what is in it. */
export function printableText(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const end = line.endsWith('\r') ? '\r' : '';
      return line.slice(0, line.length - end.length).replace(UNSAFE_IN_TEXT, printable) + end;
    })
    .join('\n');
}

/** JSON that shows and hides nothing: control and format characters are written as their numbers. */
export function printableJson(json: string): string {
  return json.replace(UNSAFE_IN_TEXT, (character) =>
    [...character.split('')]
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** A name or message of a file, safe to show: `\x1b` for an escape character. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
    return `\\u{${code.toString(16)}}`;
  });
}
