import { Scalar } from 'yaml';
import type { TextEdit } from '../../model/source.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { shifted } from '../../text/edits.js';
import { textEdits } from '../../yaml/texts.js';
import type { InlinePatch } from './read.js';

/** Edits of an inline patch as edits of the file that it stands in. */
export function outerEdits(patch: InlinePatch, edits: readonly TextEdit[]): readonly TextEdit[] {
  const { document, node } = patch;
  const own = node.type === Scalar.BLOCK_LITERAL ? edits : edits.map(onOneLine);
  return shifted(textEdits(document, node, own), document.base);
}

/** Only a literal block has its lines as they are: elsewhere no line may come or go. */
function onOneLine(edit: TextEdit): TextEdit {
  if (edit.text.includes('\n'))
    throw new CannotEdit(
      'an inline text that is not a literal block (|) would get new line breaks',
    );
  return edit;
}
