import { replaceActions } from '../../../text/actions.js';
import { type Lines, lineAt, lineStart, linesOf, lineText } from '../../../text/lines.js';
import { type Branch, type Node, parseTemplate, type Span } from '../parse.js';

/** An `if`, `with` or `range` of a template, by the lines of its actions. */
export interface Control {
  readonly branches: readonly Branch[];
  readonly open: Span;
  readonly close: Span;
  readonly first: number;
  readonly last: number;
}

/** An action that writes something, or sets a variable. */
export interface Action extends Span {
  readonly kind: 'output' | 'assign' | 'template';
}

export interface SourceLine {
  /** Of its first character that is no space. */
  readonly column: number;
  /** Without spaces at both ends; `\uFFFC` stands for what an action writes, others are left out. */
  readonly text: string;
  /** Whether it begins within an action of an earlier line. */
  readonly isInside: boolean;
}

/** A template as its file has it: lines, and the actions on them. */
export interface Structure {
  readonly lines: Lines;
  readonly rows: readonly SourceLine[];
  readonly controls: readonly Control[];
  readonly actions: readonly Action[];
}

/** The text of a template by its lines; null where it cannot be read. */
export function structureOf(text: string): Structure | null {
  const nodes = parseTemplate(text);
  if (nodes === null) return null;
  const lines = linesOf(text);
  const controls: Control[] = [];
  const actions: Action[] = [];
  collect(nodes, lines, controls, actions);
  return { lines, rows: rowsOf(text, lines, actions), controls, actions };
}

function collect(
  nodes: readonly Node[],
  lines: Lines,
  controls: Control[],
  actions: Action[],
): void {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    if (node.kind === 'define') collect(node.body, lines, controls, actions);
    else if (node.kind === 'control') {
      const open = node.branches[0]?.open ?? node.close;
      controls.push({
        branches: node.branches,
        open,
        close: node.close,
        first: lineAt(lines, open.start),
        last: lineAt(lines, node.close.start),
      });
      for (const { body } of node.branches) collect(body, lines, controls, actions);
    } else actions.push({ kind: node.kind, start: node.start, end: node.end });
  }
}

function rowsOf(
  text: string,
  { starts }: Lines,
  actions: readonly Action[],
): readonly SourceLine[] {
  const writing = new Set(
    actions.filter(({ kind }) => kind !== 'assign').map(({ start }) => start),
  );
  const inside = new Set<number>();
  // The same length and the same lines, so that offsets stay.
  const masked = replaceActions(text, (action, at) => {
    for (let i = action.indexOf('\n'); i >= 0; i = action.indexOf('\n', i + 1))
      inside.add(at + i + 1);
    const mark = writing.has(at) ? '\uFFFC' : ' ';
    return mark + action.slice(1).replace(/[^\n]/g, ' ');
  });
  return starts.map((start, i) => {
    const line = masked.slice(start, starts[i + 1] ?? masked.length).trimEnd();
    const trimmed = line.trimStart();
    return {
      column: line.length - trimmed.length,
      text: trimmed,
      isInside: inside.has(start),
    };
  });
}

/** Those that an offset stands in, outermost first. */
export function controlsAround({ controls }: Structure, offset: number): readonly Control[] {
  return controls
    .filter(({ open, close }) => open.end <= offset && offset < close.start)
    .sort((a, b) => a.open.start - b.open.start);
}

/** The branch of a control that an offset stands in. */
export function branchAt({ branches }: Control, offset: number): number {
  let found = 0;
  for (const [i, { open }] of branches.entries()) if (open.end <= offset) found = i;
  return found;
}

/** Whether a line holds one action and nothing else. */
export function standsAlone({ lines }: Structure, { start, end }: Span): boolean {
  const first = lineAt(lines, start);
  const last = lineAt(lines, end - 1);
  const before = lines.text.slice(lineStart(lines, first), start);
  const behind = lineText(lines, last).slice(end - lineStart(lines, last));
  return `${before}${behind}`.trim() === '';
}
