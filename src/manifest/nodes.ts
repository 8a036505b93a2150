import { isMap, isNode, isScalar, Scalar, type YAMLMap } from 'yaml';
import type { NodeOperation } from '../model/operation.js';
import type { TextEdit } from '../model/source.js';
import type { Path } from '../model/value.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { insertion } from '../text/edits.js';
import { columnAt, isBlank, lineAt, lineText } from '../text/lines.js';
import type { YamlDocument } from '../yaml/document.js';
import { setKey } from '../yaml/field.js';
import { keyQuoteOf } from '../yaml/style.js';

/** The edits for one node that stands for itself: a pointer, a field path, a port. */
export function nodeEdits(document: YamlDocument, operation: NodeOperation): readonly TextEdit[] {
  const { path } = operation.at;
  const node = path.length === 0 ? document.tree.contents : document.tree.getIn(path, true);
  mustBeAlone(document, path);
  switch (operation.op) {
    case 'set-scalar': {
      if (!isScalar(node)) throw new CannotEdit(`${path.join('.')} is not written in this place`);
      if (node.tag !== undefined) throw new CannotEdit(`${path.join('.')} has a tag`, 'SM119');
      const [start, end] = node.range ?? [0, 0];
      return [{ start, end, text: scalarText(node, operation.value) }];
    }
    case 'set-key': {
      if (!isMap(node)) throw new CannotEdit(`${path.join('.')} is not a plain map`);
      const isText = typeof operation.value === 'string';
      const quote = isText && (keyQuoteOf(node) === '"' || isOther(operation.value)) ? '"' : '';
      const scalar = `${quote}${operation.value}${quote}`;
      return [setKey(document, node, { key: operation.key, scalar, sorted: false, taken: [] })];
    }
    case 'wrap-node':
      if (!isMap(node)) throw new CannotEdit(`${path.join('.')} is not a plain map`);
      return wrapped(document, node);
  }
}

/** What changes below an anchor would change wherever its aliases stand. */
function mustBeAlone({ tree }: YamlDocument, path: Path): void {
  for (const i of [...path.keys(), path.length]) {
    const node: unknown = i === 0 ? tree.contents : tree.getIn(path.slice(0, i), true);
    if (isNode(node) && 'anchor' in node && node.anchor !== undefined)
      throw new CannotEdit(`${path.slice(0, i).join('.')} has the anchor &${node.anchor}`, 'SM119');
  }
}

/** A list of one: in brackets, or behind a dash for which the indentation has room. */
function wrapped({ lines }: YamlDocument, node: YAMLMap): readonly TextEdit[] {
  const [start, end] = node.range ?? [0, 0];
  if (node.flow === true) return [insertion(start, '['), insertion(end, ']')];
  const line = lineAt(lines, start);
  const lead = lineText(lines, line).slice(0, columnAt(lines, start));
  const above = /^\s*(?:- +)*/.exec(lineText(lines, line - 1))?.[0].length ?? 0;
  if (!isBlank(lead) || lead.length - 2 < above)
    throw new CannotEdit('there is no room for a dash in front of a new list');
  return [{ start: start - 2, end: start, text: '- ' }];
}

/** Whether a text would be something else without quotes. */
function isOther(text: string | boolean): boolean {
  return text === 'true' || text === 'false';
}

/** In the quotes of what it replaces; a number stands for itself. */
function scalarText({ type, value: own }: Scalar, value: string | number | boolean): string {
  if (own === null) throw new CannotEdit('what should be replaced has no value');
  if (typeof value !== 'string') return String(value);
  switch (type) {
    case Scalar.QUOTE_DOUBLE:
      return JSON.stringify(value);
    case Scalar.QUOTE_SINGLE:
      return `'${value.replaceAll("'", "''")}'`;
    case Scalar.BLOCK_FOLDED:
    case Scalar.BLOCK_LITERAL:
      throw new CannotEdit('it is written as a block of text');
    default:
      return value;
  }
}
