import { describe, expect, it } from 'vitest';
import { isScalar } from 'yaml';
import type { TextEdit } from '../../src/model/source.js';
import { applyEdits } from '../../src/text/edits.js';
import { readDocument } from '../../src/yaml/read.js';
import { textEdits } from '../../src/yaml/texts.js';

/** The text of `data` as it reads before, and after edits that are made in the file. */
function edited(file: string, edits: (text: string) => readonly TextEdit[]): [string, string] {
  const document = readDocument(file);
  const node = document?.tree.getIn(['data'], true);
  if (document === null || !isScalar(node)) throw new Error('no text');
  const text = String(node.value);
  const after = applyEdits(file, textEdits(document, node, edits(text)));
  const value = readDocument(after)?.value as { data: string };
  return [applyEdits(text, edits(text)), value.data];
}

const FILE = 'data: |\n  a: 1\n  b: 2\n\n  c: 3\n';

describe('edits of a literal text', () => {
  it.each([
    ['from the middle of a line to the start of another', FILE, 'a:', 'c:', 'a: 4\nb: 5\n'],
    ['of whole lines', FILE, 'b:', 'c:', 'd: 4\n'],
    ['that join two lines', FILE, ' 1', 'b:', ''],
    ['with new lines in a line', FILE, '2', '\n\n', '4\n  e: 5'],
    ['of CRLF lines', FILE.replaceAll('\n', '\r\n'), 'b:', 'c:', 'd: 4\n'],
  ])('%s come out in the file as in the text', (_, file, from, to, text) => {
    const [planned, read] = edited(file, (value) => [
      { start: value.indexOf(from), end: value.indexOf(to), text },
    ]);
    expect(read).toBe(planned);
  });

  it.each([FILE, FILE.trimEnd()])('put lines behind the last: %j', (file) => {
    const [planned, read] = edited(file, ({ length }) => [
      { start: length, end: length, text: 'd: 4\ne: 5\n' },
    ]);
    expect(read).toBe(planned);
  });
});
