import { isMap, isScalar, Scalar } from 'yaml';
import type { NodeOperation } from '../../src/model/operation.js';
import type { TextEdit } from '../../src/model/source.js';
import type { ManifestDocument } from './data.js';
import { setKey } from './field.js';
import { CannotEdit } from './moves.js';
import { keyQuoteOf } from './style.js';

/** The edit for one node that stands for itself: a pointer, a field path, a port. */
export function nodeEdit(document: ManifestDocument, operation: NodeOperation): TextEdit {
  const { path } = operation.at;
  const node = path.length === 0 ? document.tree.contents : document.tree.getIn(path, true);
  switch (operation.op) {
    case 'set-scalar': {
      if (!isScalar(node)) throw new CannotEdit(`${path.join('.')} is not written where it counts`);
      if (node.anchor !== undefined || node.tag !== undefined)
        throw new CannotEdit(`${path.join('.')} carries an anchor or a tag`, 'SM119');
      const [start, end] = node.range ?? [0, 0];
      return { start, end, text: scalarText(node, operation.value) };
    }
    case 'set-key': {
      if (!isMap(node)) throw new CannotEdit(`${path.join('.')} is no plain map`);
      const quote = keyQuoteOf(node) === '"' ? '"' : '';
      const scalar = `${quote}${operation.value}${quote}`;
      return setKey(document, node, { key: operation.key, scalar, sorted: false });
    }
  }
}

/** In the quotes of what it replaces; a number stands for itself. */
function scalarText({ type }: Scalar, value: string | number): string {
  if (typeof value === 'number') return String(value);
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
