import { unknownCode } from '../../src/commands/known-codes.js';
import type { Outcome } from '../../src/index.js';
import { wordsTo } from '../../src/text/directive-words.js';

const NOWHERE = { path: 'a.yaml', line: 1, column: 1, offset: 0 };

/** Comments and options that a run offers, and that the tool itself would not understand. */
export function hintsNotUnderstood({ decisions, problems, notes }: Outcome): readonly string[] {
  const texts = [
    ...problems.map(({ remedy }) => remedy),
    ...notes.map(({ message }) => message),
    ...decisions.flatMap(({ reason, next, containers }) => [
      reason,
      next,
      ...containers.flatMap(({ unlockedBy, findings }) => [
        ...unlockedBy.map(({ text: words }) => words),
        ...findings.flatMap(({ message, remedy }) => [message, remedy]),
      ]),
    ]),
  ];
  return texts.flatMap((text) => [...commentsIn(text), ...acceptsIn(text)]);
}

function commentsIn(text: string): readonly string[] {
  const offered = text.match(/\ballow SM\d{3}[SM\d, ]*(?: -- <?\w+>?)?/g) ?? [];
  // In a sentence the reason is left to the reader.
  const whole = offered.map((words) => (words.includes(' -- ') ? words : `${words} -- why`));
  return whole.filter((words) => wordsTo(`sidecar-migrate: ${words}`, NOWHERE)?.ok !== true);
}

function acceptsIn(text: string): readonly string[] {
  const offered = text.match(/--accept SM\d{3}(?:,SM\d{3})*/g) ?? [];
  return offered.filter((words) =>
    words
      .slice('--accept '.length)
      .split(',')
      .some((code) => unknownCode(code) !== null),
  );
}
