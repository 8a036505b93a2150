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

/** The text of a named template, and where it begins. */
export interface HelperBody {
  /** `path:line`. */
  readonly at: string;
  readonly body: string;
}

/** The named templates of a chart, and all of its texts. */
export interface Helpers {
  readonly bodies: ReadonlyMap<string, HelperBody>;
  readonly texts: readonly HelperText[];
}

export function helpersIn(texts: readonly HelperText[]): Helpers {
  const bodies = new Map<string, HelperBody>();
  for (const { path, text } of texts) {
    const defines = [...text.matchAll(DEFINE)];
    for (const [n, own] of defines.entries()) {
      const [words, name = ''] = own;
      if (bodies.has(name)) continue;
      const line = text.slice(0, own.index).split('\n').length;
      const body = text.slice(own.index + words.length, defines[n + 1]?.index);
      bodies.set(name, { at: `${path}:${line}`, body });
    }
  }
  return { bodies, texts };
}

/** A named template that is one container and nothing else. */
export function helperOf(name: string, { bodies, texts }: Helpers): Helper | null {
  const found = bodies.get(name);
  if (found === undefined) return null;
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
