import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextEdit } from '../../src/model/source.js';
import { applyEdits, shifted } from '../../src/text/edits.js';

/** A text as the pieces that stay and, between them, what is taken out with what comes instead. */
const cases = fc.array(fc.record({ stays: fc.string(), goes: fc.string(), comes: fc.string() }), {
  maxLength: 8,
});

describe('edits of a text', () => {
  it('leave what lies between them as it is, in whatever order they are given', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), (pieces, isTurned) => {
        let text = '';
        const edits = pieces.map(({ stays, goes, comes }): TextEdit => {
          text += `${stays}|`;
          const start = text.length;
          text += goes;
          return { start, end: text.length, text: comes };
        });
        const after = pieces.map(({ stays, comes }) => `${stays}|${comes}`).join('');
        expect(applyEdits(text, isTurned ? edits.toReversed() : edits)).toBe(after);
        const whole = `before ${text}`;
        expect(applyEdits(whole, shifted(edits, 7))).toBe(`before ${after}`);
      }),
    );
  });

  it.each([
    [
      'overlap',
      [
        { start: 0, end: 3, text: '' },
        { start: 2, end: 4, text: '' },
      ],
    ],
    [
      'stand in what goes',
      [
        { start: 0, end: 3, text: '' },
        { start: 1, end: 1, text: 'x' },
      ],
    ],
    ['begin before the text', [{ start: -1, end: 1, text: '' }]],
    ['end behind the text', [{ start: 4, end: 6, text: '' }]],
    ['end before they begin', [{ start: 3, end: 2, text: '' }]],
    ['have no place', [{ start: Number.NaN, end: Number.NaN, text: 'x' }]],
  ])('are refused where they %s', (_, edits) => {
    expect(() => applyEdits('abcde', edits)).toThrow(RangeError);
  });
});
