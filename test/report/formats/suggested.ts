/** What tests read of a report for reviewdog. */
export interface Rdjson {
  readonly diagnostics: readonly Diagnostic[];
}

interface Diagnostic {
  readonly message: string;
  readonly location: { readonly path: string; readonly range: Range };
  readonly severity: string;
  readonly code: { readonly value: string };
  readonly suggestions?: readonly { readonly range: Range; readonly text: string }[];
}

interface Range {
  readonly start: { readonly line: number; readonly column?: number };
  readonly end?: { readonly line: number; readonly column?: number };
}

export function parsedRdjson(text: string): Rdjson {
  return JSON.parse(text) as Rdjson;
}

/**
 * The files after all suggestions, each applied as GitHub applies what reviewdog posts: the lines of the
 * comment give way to those of the block, and the file keeps how its last line ends (reviewdog
 * service/github/github.go buildSingleSuggestion).
 */
export function withSuggestions(
  { diagnostics }: Rdjson,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const byPath = new Map<string, { first: number; last: number; lines: readonly string[] }[]>();
  for (const { location, suggestions = [] } of diagnostics) {
    // Several in one comment are choices between which somebody has to choose.
    if (suggestions.length > 1) throw new Error('two suggestions in one comment');
    for (const { range, text } of suggestions) {
      if (range.start.column !== undefined || range.end?.column !== undefined)
        throw new Error('only whole lines can be suggested');
      const own = byPath.get(location.path) ?? [];
      const lines = text === '' ? [] : text.split('\n');
      own.push({ first: range.start.line, last: range.end?.line ?? range.start.line, lines });
      byPath.set(location.path, own);
    }
  }
  return new Map(
    [...byPath].map(([path, own]) => {
      const lines = (files.get(path) ?? '').split('\n');
      let before = Number.POSITIVE_INFINITY;
      for (const { first, last, lines: others } of own.sort((a, b) => b.first - a.first)) {
        if (last >= before) throw new Error(`suggestions for ${path} have lines in common`);
        before = first;
        // The end of the last line is none of the block.
        const isCrlf = lines[last - 1]?.endsWith('\r') === true;
        const ended = others.map((line, i) =>
          isCrlf && i === others.length - 1 ? `${line}\r` : line,
        );
        lines.splice(first - 1, last - first + 1, ...ended);
      }
      return [path, lines.join('\n')];
    }),
  );
}
