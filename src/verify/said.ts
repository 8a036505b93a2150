import { isList, isMap, textAt, type Value } from '../model/value.js';
import type { Deviation } from './differences.js';

const LONGEST = 80;

/** A value in a few letters. */
export function shown(value: Value | undefined): string {
  if (value === undefined) return 'absent';
  const text =
    isList(value) && value.length > 0 && value.every(isNameable)
      ? value.map((item) => (typeof item === 'string' ? item : textAt(item, ['name']))).join(', ')
      : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function isNameable(item: Value): boolean {
  return typeof item === 'string' || (isMap(item) && typeof item.name === 'string');
}

/** A difference as a clause: where it is, what should be there, and what is. */
export function deviationWords(
  { words, expected, actual, order }: Deviation,
  verb: 'should' | 'was' = 'should',
): string {
  const at = words.map((word) => `/${word}`).join('') || 'the whole of it';
  if (order === true) return `the order of ${at} is ${shown(actual)} instead of ${shown(expected)}`;
  if (expected === undefined) return `${at} is new: ${shown(actual)}`;
  if (actual === undefined)
    return verb === 'was' ? `${at} is gone` : `${at} is gone; it should be ${shown(expected)}`;
  const left = `${at} ${verb === 'was' ? 'was' : 'should be'} ${shown(expected)}`;
  return `${left}, and is ${shown(actual)}`;
}
