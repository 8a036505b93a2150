import type { Place } from '../../model/source.js';

/** A place as people and editors read it. */
export function at({ path, line, column }: Place): string {
  return `${path}:${line}:${column}`;
}
