import type { Container } from '../../../model/container.js';
import { CATALOGUE, familiesOf } from './families.js';
import { type Known, standingOf } from './standing.js';

export { CATALOGUE } from './families.js';
export { knowsName } from './names.js';
export { type Known, standingOf } from './standing.js';

/** Families that are the application where everything beside them only helps. */
export const SERVES_ALONE: ReadonlySet<string> = new Set(
  CATALOGUE.filter(({ nature }) => nature.kind === 'dual').map(({ id }) => id),
);

/** The family of what helps another container: stores, and what a sub-command makes of it, are none. */
export function lookUp(container: Container): Known | null {
  const standing = standingOf(container);
  switch (standing?.kind) {
    case undefined:
    case 'store':
    case 'other':
      return null;
    case 'helper':
    case 'dual':
    case 'ends':
      return standing.known;
  }
}

/** Whether an image is one of a family that helps others, whatever else would have to hold. */
export function knowsImage(image: string): boolean {
  return familiesOf(image).some(({ nature }) => nature.kind !== 'store');
}
