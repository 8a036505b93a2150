import { describe, expect, it } from 'vitest';
import { Memo } from '../../src/yaml/memo.js';
import { parsedText } from '../../src/yaml/read.js';

describe('what is made of texts that come again', () => {
  it('is kept the second time', () => {
    const memo = new Memo<number>();
    memo.keep('a', 1);
    expect(memo.get('a')).toBeUndefined();
    memo.keep('a', 2);
    expect(memo.get('a')).toBe(2);
    expect(memo.get('b')).toBeUndefined();
  });

  it('takes no more than its budget, and loses what was not used for longest', () => {
    const memo = new Memo<string>();
    const texts = Array.from({ length: 12 }, (_, i) => String.fromCharCode(97 + i).repeat(99_000));
    for (const text of texts) {
      memo.keep(text, text);
      memo.keep(text, text);
      memo.get(texts[0] ?? '');
    }
    expect(memo.get(texts[0] ?? '')).toBeDefined();
    expect(memo.get(texts[1] ?? '')).toBeUndefined();
    expect(texts.filter((text) => memo.get(text) !== undefined)).toHaveLength(10);
  });

  it('leaves out what is large', () => {
    const memo = new Memo<number>();
    const text = 'a'.repeat(300_000);
    memo.keep(text, 1);
    memo.keep(text, 1);
    expect(memo.get(text)).toBeUndefined();
  });

  it('gives each reading of a text values of its own', () => {
    const text = 'kind: Pod\nspec: {a: 1}\n';
    const values = [1, 2, 3].map(() => parsedText(text)?.value);
    expect(new Set(values).size).toBe(3);
    expect(values[2]).toEqual(values[0]);
  });
});
