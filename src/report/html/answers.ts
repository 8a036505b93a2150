import type { ContainerDecision } from '../../model/plan.js';
import { counted } from '../counting.js';
import type { Cause } from '../digest.js';
import type { Answer, Question } from './data.js';

/** Options are copied into shells: none but of plain words, which a name of Kubernetes is. */
const PLAIN = /^--[a-z-]{2,40}(?: [\w.,:=@-]{1,253})?$/;

const NAME = /^[a-z0-9][a-z0-9-]{0,252}$/;

/** It accepts what nobody has read: no tick of a page says that. */
const BROAD = '--unsafe';

/** Options that decide about a container: those that let it move, and the one that keeps it. */
export function answersOf({ container, state, unlockedBy }: ContainerDecision): readonly string[] {
  if (state !== 'moved' && state !== 'review' && state !== 'blocked') return [];
  const ways = unlockedBy.map(({ text }) => text).filter(isAnswer);
  return state === 'blocked' ? ways : [...ways, ...keep(container.name)];
}

/** What waits for somebody, by rule; each option with the number of sidecars that it is about. */
export function questionsOf(causes: readonly Cause[]): readonly Question[] {
  return causes
    .filter(({ native }) => !native)
    .map((cause): Question => {
      const { id, title, sidecars, pods, cases } = cause;
      const all = cases.flatMap(({ entry }) => answersOf(entry));
      const answers = counted(all).map(([words, own]): Answer => ({ words, sidecars: own }));
      return { rule: id, title, sidecars, pods, answers };
    })
    .filter(({ answers }) => answers.length > 0);
}

function isAnswer(words: string): boolean {
  return PLAIN.test(words) && !words.includes(BROAD);
}

function keep(name: string): readonly string[] {
  return NAME.test(name) ? [`--keep ${name}`] : [];
}
