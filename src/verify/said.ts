import { isNode, type Node } from 'yaml';
import { isList, isMap, type Path, textAt, type Value } from '../model/value.js';
import { linesOf } from '../text/lines.js';
import { placeIn } from '../text/place.js';
import { parsedText } from '../yaml/read.js';
import { splitDocuments } from '../yaml/stream.js';
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
  const at = words.map((word) => `/${word}`).join('') || 'the whole document';
  if (order === true) return `the order of ${at} is ${shown(actual)} instead of ${shown(expected)}`;
  if (expected === undefined) return `${at} is new: ${shown(actual)}`;
  if (actual === undefined)
    return verb === 'was' ? `${at} is gone` : `${at} is gone; it should be ${shown(expected)}`;
  const left = `${at} ${verb === 'was' ? 'was' : 'should be'} ${shown(expected)}`;
  return `${left}, and is ${shown(actual)}`;
}

/** A point in a text for a person to go to. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** Where a path of a YAML text leads, or as far as it leads there; null in a text that is none. */
export function spotOf(text: string, document: number, path: Path): Spot | null {
  const part = splitDocuments(text)[document];
  const own = part === undefined ? undefined : parsedText(text.slice(part.start, part.end))?.tree;
  if (part === undefined || own === undefined) return null;
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? own.contents : own.getIn(path.slice(0, length), true);
    const start = isNode(node) ? (node as Node).range?.[0] : undefined;
    if (start === undefined) continue;
    const { line, column } = placeIn(linesOf(text), '', part.start + start);
    return { line, column };
  }
  return null;
}
