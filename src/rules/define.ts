import type { Container } from '../model/container.js';
import type { Code } from '../model/finding.js';
import type { Pod } from '../model/pod.js';
import type { Hit, Subject } from '../model/rule.js';
import type { Settings } from '../model/settings.js';
import type { Place } from '../model/source.js';
import type { Tree } from '../model/tree.js';

/** What a rule may do to a move. A note is said once a run, of all pods that move. */
export type Effect = 'blocks' | 'warns' | 'informs' | 'note';

/** The severities that findings of a rule with these effects may have. */
interface Severities {
  readonly blocks: 'block';
  readonly warns: 'warn';
  readonly informs: 'info';
  readonly note: never;
}

/** One rule: all that it is, does and says. Its cases stand in `test/rules`, in the file of the same name. */
export interface Rule<E extends Effect = Effect> {
  readonly code: Code;
  /** A noun phrase: `host ports of a sidecar`. */
  readonly title: string;
  readonly sources: readonly string[];
  /** All that it may do: `check` cannot return anything else. */
  readonly effects: readonly E[];
  /** Its blocks can never be lowered: sections 1, 6, 7, R-2.4, R-2.5. */
  readonly absolute?: true;
  /** What goes wrong, what in the sources gives it away, and what to do. */
  readonly harm: string;
  readonly seen: string;
  readonly fix: string;
  /** The detail that matters, as it stands today and as it should. */
  readonly before?: string;
  readonly after?: string;
  /** The containers that it is asked of: those that would move, unless it says more. */
  readonly asked?: readonly Asked[];
  readonly note?: NoteOfRule;
  /** Left out where placement, edits or the reading of a format say what the rule is about. */
  readonly check?: (subject: Subject) => readonly Hit<Severities[NoInfer<E>]>[];
}

/** `stripped`: an init container that is a known sidecar and lacks the field that makes it one. */
export type Asked = 'moving' | 'native' | 'stripped';

/** True of many migrations, and never held against one move. */
export interface NoteOfRule {
  readonly message: string;
  /** Whether it is true of a pod; of all that move, where it is left out. */
  readonly applies?: (pod: MovedPod) => boolean;
}

/** A pod with sidecars that move. */
export interface MovedPod {
  readonly pod: Pod;
  readonly moving: readonly Container[];
  readonly apps: readonly Container[];
  readonly settings: Settings;
  /** Names of the containers that lose their hooks. */
  readonly hooksGone: readonly string[];
  readonly tree: Tree;
}

/** A finding as a rule with these effects may say it. */
export type HitOf<R> = R extends Rule<infer E> ? Hit<Severities[E]> : never;

/** Declares a rule; that its check says no more than its effects is for the compiler to see. */
export function rule<E extends Effect>(definition: Rule<E>): Rule<E> {
  return definition;
}

/** Places of a finding: its own, where it is not the container's, and those that it rests on. */
type Places = Pick<Hit, 'place' | 'related'>;

/** The one finding of a check that keeps its container where it is. */
export function blocks(message: string, remedy: string, at: Places = {}): readonly Hit<'block'>[] {
  return [{ severity: 'block', message, remedy, ...at }];
}

/** The one finding of a check that somebody has to accept. */
export function warns(message: string, remedy: string, at: Places = {}): readonly Hit<'warn'>[] {
  return [{ severity: 'warn', message, remedy, ...at }];
}

/** The one finding of a check that holds nothing back. */
export function informs(message: string, remedy: string, at: Places = {}): readonly Hit<'info'>[] {
  return [{ severity: 'info', message, remedy, ...at }];
}

/** A message that rests on another place. */
export interface Told {
  readonly text: string;
  readonly related: readonly Place[];
}

/** The check of a rule that only informs: its message, or null where there is nothing to say. */
export function informing(
  message: (subject: Subject) => string | Told | null,
): (subject: Subject) => readonly Hit<'info'>[] {
  return (subject) => {
    const told = message(subject);
    if (told === null) return [];
    const { text, related } = typeof told === 'string' ? { text: told, related: [] } : told;
    return informs(text, 'nothing to do', { related });
  };
}
