import { unquoted } from './blocks.js';

/** A named template that writes one container. */
export interface Helper {
  /** `path:line` of it. */
  readonly at: string;
  readonly name: string;
  readonly image: string | null;
  /** How often the templates of the chart call it. */
  readonly uses: number;
}

export interface HelperText {
  readonly path: string;
  readonly text: string;
}

const DEFINE = /\{\{-?\s*define\s+"([^"]+)"\s*-?\}\}/g;

/** The body of a named template, and where it begins; null where there is none of the name. */
export function bodyOf(
  name: string,
  texts: readonly HelperText[],
): { readonly at: string; readonly body: string } | null {
  for (const { path, text } of texts) {
    const defines = [...text.matchAll(DEFINE)];
    const n = defines.findIndex((match) => match[1] === name);
    const own = defines[n];
    if (own === undefined) continue;
    const line = text.slice(0, own.index).split('\n').length;
    const body = text.slice(own.index + own[0].length, defines[n + 1]?.index);
    return { at: `${path}:${line}`, body };
  }
  return null;
}

/** A named template that is one container and nothing else. */
export function helperOf(name: string, texts: readonly HelperText[]): Helper | null {
  const found = bodyOf(name, texts);
  if (found === null) return null;
  const { at, body } = found;
  const [first, ...others] = body.split('\n').filter((line) => /^\s*[^\s{#]/.test(line));
  const [, spaces, own] = /^(\s*)- name: *(\S+) *$/.exec(first ?? '') ?? [];
  if (spaces === undefined || own === undefined) return null;
  const isDeeper = (line: string): boolean => /^\s*/.exec(line)?.[0].length !== spaces.length;
  if (!others.every(isDeeper)) return null;
  const image = new RegExp(`^${spaces}  image: *(\\S.*)$`, 'm').exec(body)?.[1];
  const call = `"${name}"`;
  const uses = texts.reduce(
    (sum, { text }) => sum + (text.split(call).length - 1),
    // Its own name is no call.
    -1,
  );
  return { at, name: unquoted(own), image: image === undefined ? null : unquoted(image), uses };
}
