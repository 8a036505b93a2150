import { samePath } from '../../model/value.js';
import {
  type Guard,
  type TemplateOffset,
  type Test,
  testMentions,
  testWords,
  type ValuesPath,
} from './abstract.js';
import { negated, overlaps } from './functions.js';

/** Whether a condition surely holds where the value at a path is not empty. */
function followsFrom(test: Test, path: ValuesPath): boolean {
  switch (test.kind) {
    case 'filled':
      // A map that holds the list is not empty either.
      return samePath(test.path, path.slice(0, test.path.length));
    case 'type':
      return samePath(test.path, path);
    case 'not':
      // A value of the one type, and of the other: both sides are followed.
      return test.of.kind === 'type' && samePath(test.of.path, path);
    case 'or':
      return test.of.some((each) => followsFrom(each, path));
    case 'and':
      return test.of.every((each) => followsFrom(each, path));
    case 'always':
      return test.holds;
    case 'other':
      return false;
  }
}

/** Whether a condition changes when the value at a path does. */
export function dependsOn(test: Test, path: ValuesPath): boolean {
  return testMentions(test).some(
    (each) =>
      samePath(each.slice(0, path.length), path) ||
      (each.length === path.length && overlaps(each, path)),
  );
}

/** A condition that is left, in words, and where it is written. */
export interface OpenGuard {
  readonly test: Test;
  readonly at: TemplateOffset;
}

/** The conditions of one that the other does not stand under, and that its own value does not bring. */
export function openGuards(
  own: readonly Guard[],
  others: readonly Guard[],
  path: ValuesPath,
): readonly OpenGuard[] {
  return own
    .filter((guard) => !others.includes(guard))
    .flatMap(({ test, at }) => partsOf(test).map((part) => ({ test: part, at })))
    .filter(({ test }) => !followsFrom(test, path));
}

/** Whether two sets of conditions say the same, however often and in which order. */
export function saySame(a: readonly OpenGuard[], b: readonly OpenGuard[]): boolean {
  const words = (guards: readonly OpenGuard[]): string =>
    [...new Set(guards.map(({ test }) => testWords(test)))].sort().join('\n');
  return words(a) === words(b);
}

function partsOf(test: Test): readonly Test[] {
  return test.kind === 'and' ? test.of.flatMap(partsOf) : [test];
}

/** Whether one of two lists of conditions is the `else` of the other: together they always hold. */
export function areComplements(a: readonly OpenGuard[], b: readonly OpenGuard[]): boolean {
  const [first] = a;
  const [second] = b;
  if (first === undefined || second === undefined || a.length > 1 || b.length > 1) return false;
  return testWords(negated(first.test)) === testWords(second.test);
}

/**
 * Whether what stands under a condition that asks for a value is there for another reason, too:
 * `or A B` around what is under `B` anyhow.
 */
export function standsAnyhow(guard: Guard, guards: readonly Guard[], path: ValuesPath): boolean {
  const { test } = guard;
  if (test.kind !== 'or') return false;
  const facts = new Set(
    guards
      .filter((each) => !dependsOn(each.test, path))
      .flatMap((each) => partsOf(each.test).map(testWords)),
  );
  return test.of.some((each) => !dependsOn(each, path) && isKnown(each, facts));
}

/** Whether a condition follows from others that hold. */
function isKnown(test: Test, facts: ReadonlySet<string>): boolean {
  if (facts.has(testWords(test))) return true;
  if (test.kind === 'or') return test.of.some((each) => isKnown(each, facts));
  return test.kind === 'and' && test.of.every((each) => isKnown(each, facts));
}
