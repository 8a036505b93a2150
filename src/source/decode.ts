import type { Problem } from '../model/source.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file's bytes with its BOM kept, or why it is no text that YAML can be. */
export function decode(bytes: Uint8Array, path: string): string | Problem {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return unreadable(path, 'is UTF-16', 'save it as UTF-8');
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
      `holds a NUL character at offset ${nul}`,
      'this is no text file: leave it out with --exclude',
    );
  return text;
}

function unreadable(path: string, message: string, remedy: string): Problem {
  return { kind: 'unreadable', path, place: null, message, remedy };
}
