import type { InputFile } from '../model/input.js';
import type { Problem } from '../model/source.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file's bytes with its BOM kept, or why it is no text that YAML can be. */
export function decode(bytes: Uint8Array, path: string): string | Problem {
  if (isWide(bytes)) return unreadable(path, 'is UTF-16', 'save it as UTF-8');
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return unreadable(path, 'is not UTF-8', 'save it as UTF-8, or leave it out with --exclude');
  }
  const nul = text.indexOf('\0');
  if (nul >= 0)
    return unreadable(
      path,
      `contains a NUL character at offset ${nul}`,
      'it is not a text file: leave it out with --exclude',
    );
  return text;
}

/** The text of a file; null where there is none, or it cannot be read. */
export function textOf(file: Pick<InputFile, 'path' | 'load'> | null | undefined): string | null {
  const bytes = file?.load();
  if (file == null || !(bytes instanceof Uint8Array)) return null;
  const text = decode(bytes, file.path);
  return typeof text === 'string' ? text : null;
}

/** UTF-16, by its mark or by the zeros of its first two letters; UTF-32 begins alike. */
export function isWide(bytes: Uint8Array): boolean {
  const [a = 1, b = 1, c = 1, d = 1] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return (a === 0 && c === 0 && b !== 0 && d !== 0) || (a !== 0 && b === 0 && c !== 0 && d === 0);
}

function unreadable(path: string, message: string, remedy: string): Problem {
  return { kind: 'unreadable', path, place: null, message, remedy };
}
