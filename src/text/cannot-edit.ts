import type { EditCode } from '../model/transform.js';

/** Thrown inside a transform for a place that cannot be edited; `edit` turns it into a reason. */
export class CannotEdit extends Error {
  constructor(
    message: string,
    readonly code: EditCode = 'SM607',
  ) {
    super(message);
  }
}
