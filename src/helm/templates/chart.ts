import { posix } from 'node:path';
import type { TemplateOffset, ValuesPath } from './abstract.js';
import { type Define, type Defines, Expansion, TooMuch } from './expand.js';
import { type Line, linesIn } from './lines.js';
import { type Node, parseTemplate } from './parse.js';
import { type Pod, podsIn } from './pods.js';

/** A file of a chart, whatever it is called. */
export interface TemplateText {
  readonly path: string;
  readonly text: string;
}

/** What one file of templates renders. */
export interface RenderedFile {
  readonly path: string;
  readonly lines: readonly Line[];
  readonly pods: readonly Pod[];
}

/** The templates of a chart, followed as far as they can be. */
export interface RenderedChart {
  readonly files: readonly RenderedFile[];
  /** Files that cannot be read as templates, with their text. */
  readonly unread: readonly TemplateText[];
  /** Values that templates change before others read them. */
  readonly changed: readonly ValuesPath[];
  /** `path:line` of a spot. */
  readonly at: (spot: TemplateOffset) => string;
}

/**
 * Follows all templates of a chart; `helpers` are those of charts around it, whose named templates
 * Helm keeps in one room with its own. null where they are more than anybody can follow.
 */
export function renderChart(
  own: readonly TemplateText[],
  helpers: readonly TemplateText[] = [],
): RenderedChart | null {
  const texts = new Map([...helpers, ...own].map(({ path, text }) => [path, text]));
  const parsed = new Map<string, readonly Node[]>();
  const unread: TemplateText[] = [];
  for (const each of [...helpers, ...own]) {
    const nodes = parseTemplate(each.text);
    if (nodes === null) unread.push(each);
    else parsed.set(each.path, nodes);
  }
  const expansion = new Expansion(definesIn(parsed, texts));
  try {
    const files = own.flatMap(({ path }): readonly RenderedFile[] => {
      const nodes = parsed.get(path);
      // Partials write nothing by themselves, and notes are read by people.
      if (nodes === undefined || /^_|^NOTES\.txt$/.test(posix.basename(path))) return [];
      const lines = linesIn(expansion.file(path, nodes));
      return [{ path, lines, pods: podsIn(lines) }];
    });
    return { files, unread, changed: expansion.changed, at: (spot) => placeOf(texts, spot) };
  } catch (error) {
    if (error instanceof TooMuch) return null;
    throw error;
  }
}

function placeOf(texts: ReadonlyMap<string, string>, { path, offset }: TemplateOffset): string {
  const before = (texts.get(path) ?? '').slice(0, offset);
  return `${path}:${before.split('\n').length}`;
}

/** Named templates; one that is said twice, and not in the same words, is not known. */
function definesIn(
  parsed: ReadonlyMap<string, readonly Node[]>,
  texts: ReadonlyMap<string, string>,
): Defines {
  const defines = new Map<string, Define | null>();
  const sources = new Map<string, string>();
  const collect = (path: string, nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (node.kind === 'control') for (const { body } of node.branches) collect(path, body);
      if (node.kind !== 'define') continue;
      const source = (texts.get(path) ?? '').slice(node.start, node.end);
      const known = sources.get(node.name);
      sources.set(node.name, source);
      const isSame = known === undefined || known === source;
      defines.set(node.name, isSame ? { path, body: node.body } : null);
      collect(path, node.body);
    }
  };
  for (const [path, nodes] of parsed) collect(path, nodes);
  return defines;
}
