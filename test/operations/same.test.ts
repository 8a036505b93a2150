import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/model/value.js';
import { firstDifference } from '../../src/operations/same.js';
import { lostComments } from '../../src/text/lost-comments.js';

describe('firstDifference', () => {
  it.each<[string, Value, Value, string | null]>([
    ['the order of keys means nothing', { a: 1, b: 2 }, { b: 2, a: 1 }, null],
    ['the order of items does', [1, 2], [2, 1], '/0/'],
    ['text is no number', { port: '80' }, { port: 80 }, '/port/'],
    ['a null is no absent key', { a: null }, {}, '/a (on one side only)'],
    ['a list is no map', [], {}, '/'],
    ['a shorter list', { c: [1] }, { c: [1, 2] }, '/c/ (1 items, and 2)'],
  ])('%s', (_, a, b, difference) => {
    expect(firstDifference(a, b)).toBe(difference);
  });

  it('finds none exactly where JSON finds none', () => {
    const value = fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Value>;
    fc.assert(
      fc.property(value, (a) => {
        expect(firstDifference(a, structuredClone(a))).toBeNull();
        expect(firstDifference({ a }, { a: [a] })).not.toBeNull();
      }),
    );
  });
});

describe('lostComments', () => {
  it('counts repetitions', () => {
    expect(lostComments([' one', ' one', ' two'], [' two', ' one'])).toEqual([' one']);
    expect(lostComments([' one'], [' one', ' new'])).toEqual([]);
  });
});
