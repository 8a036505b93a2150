import type { Refusable } from '../model/refusal.js';
import type { TextEdit } from '../model/source.js';
import type { EditCode, EditRefusal, EditResult, Held } from '../model/transform.js';
import { inOrder } from './edits.js';

/** Thrown inside of an edit for a place that cannot be edited; `unlessRefused` makes a refusal of it. */
export class CannotEdit extends Error {
  constructor(
    message: string,
    readonly code: EditCode = 'SM607',
    readonly held: readonly Held[] = [],
  ) {
    super(message);
  }
}

/** Edits as they are made, in order, or why they cannot be. */
export function editsUnlessRefused(edit: () => readonly TextEdit[]): EditResult {
  return unlessRefused(() => ({ edits: inOrder(edit()) }));
}

/** What is made of a text, or why it cannot be. */
export function unlessRefused<T extends object>(make: () => T): Refusable<T, EditRefusal> {
  try {
    return { ok: true, ...make() };
  } catch (error) {
    if (error instanceof CannotEdit) return { ok: false, ...refusalOf(error) };
    // Edits that meet: nobody can tell which of them counts.
    if (error instanceof RangeError)
      return {
        ok: false,
        ...refusalOf({ message: 'what is removed and what is added are in one place' }),
      };
    throw error;
  }
}

/** Why a change cannot be written. */
export function refusalOf({
  message,
  code = 'SM607',
  held = [],
}: Pick<Error, 'message'> & Partial<CannotEdit>): EditRefusal {
  const remedy = 'move this container by hand, or rewrite the list in plain block style first';
  return { code, message, remedy, held };
}
