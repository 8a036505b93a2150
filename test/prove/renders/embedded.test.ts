import { describe, expect, it } from 'vitest';
import { compareRenders } from '../../../src/prove/renders/compare.js';
import { settings } from '../../support/pods.js';

const TEXTS = new Map([['a: 1\n', 'a: 2\n']]);

function config(name: string, text: string, kind = 'ConfigMap'): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\ndata: {file: ${JSON.stringify(text)}}\n`;
}

function user(name: string): string {
  return `---\napiVersion: v1\nkind: Other\nspec: {name: ${name}, containers: 1}\n`;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function commutes(before: string, after: string): boolean {
  return compareRenders({ before, after }, [], settings({}), { texts: TEXTS }).ok;
}

describe('a square of a file that a generator embeds', () => {
  it.each([
    ['its new text', config('x', 'a: 1\n'), config('x', 'a: 2\n'), true],
    ['another text', config('x', 'a: 1\n'), config('x', 'a: 3\n'), false],
    ['its old text', config('x', 'a: 1\n'), `${config('x', 'a: 1\n')} `, false],
    ['no file of ours', config('x', 'b: 1\n'), config('x', 'a: 2\n'), false],
    ['another kind', config('x', 'a: 1\n', 'Other'), config('x', 'a: 2\n', 'Other'), false],
    [
      'a Secret',
      config('x', base64('a: 1\n'), 'Secret'),
      config('x', base64('a: 2\n'), 'Secret'),
      true,
    ],
    [
      'a new hash, and who refers to it',
      config('x-aaaaaaaaaa', 'a: 1\n') + user('x-aaaaaaaaaa'),
      config('x-bbbbbbbbbb', 'a: 2\n') + user('x-bbbbbbbbbb'),
      true,
    ],
    [
      'a new hash that somebody does not know',
      config('x-aaaaaaaaaa', 'a: 1\n') + user('x-aaaaaaaaaa'),
      config('x-bbbbbbbbbb', 'a: 2\n') + user('x-aaaaaaaaaa'),
      false,
    ],
    ['another name', config('x-aaaaaaaaaa', 'a: 1\n'), config('y-bbbbbbbbbb', 'a: 2\n'), false],
  ])('%s', (_, before, after, expected) => {
    expect(commutes(before, after)).toBe(expected);
  });
});
