import { visit, type YAMLMap } from 'yaml';
import type { PodOperation } from '../model/operation.js';
import type { TextEdit } from '../model/source.js';
import type { Value } from '../model/value.js';
import { apply } from '../operations/apply.js';
import { firstDifference } from '../operations/same.js';
import { editedPart } from '../text/edits.js';
import { columnAt, isBlank, lineAt, lineStart, lineText, nextLineStart } from '../text/lines.js';
import { lostComments } from '../text/lost-comments.js';
import type { YamlDocument } from '../yaml/document.js';
import { keyStart } from '../yaml/items.js';
import { startOf } from '../yaml/nodes.js';
import { commentsIn, valueIn } from '../yaml/read.js';

/** A part of a document as a text that can be read by itself. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** White space in front of the text that is not in the document. */
  readonly lead: string;
  readonly text: string;
}

/**
 * The text of one pod spec, to be read again by itself: of a List of thousands each edit looks at its
 * own pod. For each anchor that its aliases may find outside stands a word.
 */
export class PodText {
  /** Names of the anchors that the pod borrows from, its own or others. */
  readonly borrowed: readonly string[];
  private readonly isFlow: boolean;
  private readonly start: number;
  private readonly pad: string;

  constructor(
    private readonly document: YamlDocument,
    private readonly map: YAMLMap,
  ) {
    this.borrowed = aliasesIn(map);
    const [first] = map.items;
    this.isFlow = map.flow === true || first === undefined;
    this.start = this.isFlow || first === undefined ? startOf(map) : keyStart(first);
    this.pad = this.isFlow ? '' : ' '.repeat(columnAt(document.lines, this.start));
  }

  /** The pod with edits made, from the line where it or the first of them begins. */
  piece(edits: readonly TextEdit[]): Piece {
    const { start, end } = this.span(edits);
    const lead = start === this.start ? this.pad : '';
    const text = lead + editedPart(this.document.lines.text, { start, end }, edits);
    return { start, end, lead, text };
  }

  /** Whether a text of the pod means what the operations make of the one that stands there. */
  means(text: string, operations: readonly PodOperation[]): boolean {
    const before = this.valueOf(this.piece([]).text);
    const after = this.valueOf(text);
    if (before === undefined || after === undefined) return false;
    const at = { document: 0, path: this.isFlow ? ['pod'] : [] };
    const planned = operations.reduce<Value>(
      (value, operation) => apply(value, { ...operation, at }),
      before,
    );
    return firstDifference(after, planned) === null;
  }

  /** Whether a text of the pod has the comments that stand there. */
  keepsComments(text: string): boolean {
    const before = commentsIn(this.piece([]).text);
    const after = commentsIn(text);
    return before.length === after.length && lostComments(before, after).length === 0;
  }

  private span(edits: readonly TextEdit[]): { readonly start: number; readonly end: number } {
    const { lines } = this.document;
    const [, valueEnd = 0, nodeEnd = 0] = this.map.range ?? [];
    if (this.isFlow) return { start: this.start, end: valueEnd };
    const first = Math.min(this.start, ...edits.map(({ start }) => start));
    const line = lineAt(lines, first);
    const shares = !isBlank(lineText(lines, line).slice(0, first - lineStart(lines, line)));
    const start = shares ? this.start : lineStart(lines, line);
    const last = Math.max(nodeEnd, ...edits.map(({ end }) => end));
    const lastLine = lineAt(lines, last);
    const isWhole = last === lineStart(lines, lastLine);
    return { start, end: isWhole ? last : nextLineStart(lines, lastLine) };
  }

  private valueOf(text: string): Value | undefined {
    const words = this.borrowed.map((name, i) => `"$${i}": &${name} {"$": ${i}}`);
    return valueIn(
      this.isFlow
        ? `{${[...words, `"pod": ${text}`].join(', ')}}`
        : words.map((word) => `${this.pad}${word}\n`).join('') + text,
    );
  }
}

function aliasesIn(map: YAMLMap): readonly string[] {
  const names = new Set<string>();
  visit(map, {
    Alias(_, { source }) {
      names.add(source);
    },
  });
  return [...names];
}
