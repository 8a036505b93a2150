import type { Note } from '../model/finding.js';
import { notesText } from '../report/notes.js';
import type { Io } from './io.js';

/** Prints the rollout notes of a run, and nothing else. Gives the exit code. */
export function sayNotes(notes: readonly Note[], io: Io): number {
  io.stdout.write(notesText(notes));
  return 0;
}
