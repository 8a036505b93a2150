import type { Code, Note } from '../model/finding.js';
import { count } from './counting.js';
import { printable } from './escape.js';

/** Of these some pods need a step of their own; all others are true of nearly every migration. */
const SPECIAL: ReadonlySet<Code> = new Set<Code>([
  'SM117',
  'SM214',
  'SM309',
  'SM507',
  'SM510',
  'SM518',
  'SM802',
]);

/** What the pods of this run need that others do not. */
export function specialNotes(notes: readonly Note[]): readonly string[] {
  return ofSome(notes).map(noteText);
}

/** Those that some pods need a step of their own for. */
export function ofSome(notes: readonly Note[]): readonly Note[] {
  return notes.filter(({ code }) => SPECIAL.has(code));
}

/** All notes, the special ones first: what `sidecar-migrate notes` prints. */
export function notesText(notes: readonly Note[]): string {
  if (notes.length === 0)
    return 'No rollout notes: nothing would move. The notes are about pods whose sidecars move.\n';
  const ordered = [...ofSome(notes), ...notes.filter(({ code }) => !SPECIAL.has(code))];
  return `${ordered.map(noteText).join('\n')}\n`;
}

/** One line: how many apply, and what prints them. */
export function notesHint(notes: readonly Note[], words: string): string | null {
  if (notes.length === 0) return null;
  const apply = notes.length === 1 ? 'applies' : 'apply';
  return `${count(notes.length, 'rollout note')} ${apply}: ${words}`;
}

function noteText({ code, message, pods }: Note): string {
  return `${code}  ${printable(message)} (${count(pods, 'pod')})`;
}
