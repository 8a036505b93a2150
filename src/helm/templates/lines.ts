import { samePath } from '../../model/value.js';
import type { Atom, Content, Guard, Layout, TemplateOffset } from './abstract.js';

/** What an action writes into a line. */
export interface Insert {
  readonly content: Content;
  readonly layout: Layout;
  readonly guards: readonly Guard[];
  readonly at: TemplateOffset;
}

/** A line as it is rendered, as far as the chart's own text tells; `\uFFFC` stands for an action. */
export interface Line {
  /** Of its first character that is no space. */
  readonly column: number;
  /** Without the spaces at both ends. */
  readonly text: string;
  readonly inserts: readonly Insert[];
  /** Of its first character. */
  readonly guards: readonly Guard[];
  readonly at: TemplateOffset;
}

export const INSERT = '\uFFFC';

/** The lines of what templates write. */
export function linesIn(atoms: readonly Atom[]): readonly Line[] {
  const lines: Line[] = [];
  let text = '';
  let inserts: Insert[] = [];
  let first: Pick<Atom, 'guards' | 'at'> | null = null;
  const flush = (): void => {
    const own = text.trimEnd();
    const trimmed = own.trimStart();
    if (first !== null && trimmed !== '')
      lines.push({
        column: own.length - trimmed.length,
        text: trimmed,
        inserts,
        guards: first.guards,
        at: first.at,
      });
    text = '';
    inserts = [];
    first = null;
  };
  const add = (own: string, { guards, at }: Pick<Atom, 'guards' | 'at'>): void => {
    const lead = own.length - own.trimStart().length;
    if (first === null && own.trim() !== '')
      first = { guards, at: { ...at, offset: at.offset + lead } };
    text += own;
  };
  for (const atom of atoms) {
    if (atom.kind === 'text') {
      const parts = atom.text.split('\n');
      for (const [i, part] of parts.entries()) {
        if (i > 0) flush();
        add(part, atom);
      }
      continue;
    }
    const { layout, content, guards, at } = atom;
    if (layout.newline) flush();
    else if (isOther(text, inserts.at(-1), atom)) {
      // Two ways through a condition, of which each begins the line.
      const column = text.length - 1;
      flush();
      text = ' '.repeat(column);
    }
    // `nindent` behind `- ` leaves the dash alone on its line.
    add(' '.repeat(layout.lead), atom);
    add(INSERT, atom);
    inserts.push({ content, layout, guards, at });
  }
  flush();
  return lines;
}

/** Whether an action writes, under another condition, the value that the one before has written. */
function isOther(
  text: string,
  last: Insert | undefined,
  { content, guards }: Atom & { readonly kind: 'insert' },
): boolean {
  if (last?.content.kind !== 'values' || content.kind !== 'values') return false;
  if (text.trimStart() !== INSERT || !samePath(last.content.path, content.path)) return false;
  return last.guards.at(-1) !== guards.at(-1);
}

/** Whether a line is nothing but one insert whose every line stands in its column. */
export function blockOf({ text, column, inserts }: Line): Insert | null {
  const [only] = inserts;
  if (text !== INSERT || only === undefined) return null;
  return only.layout.indent === column ? only : null;
}
