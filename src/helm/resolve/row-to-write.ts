import type { Path } from '../../model/value.js';
import type { ValuesSite } from '../../model/values.js';

/** Where most charts have init containers: in the same map. */
function besideOf(path: Path): string {
  return [...path.slice(0, -1), 'initContainers'].join('.');
}

/** The row of the config that says what becomes of a place, for a chart that nobody knows. */
export function rowToWrite(
  name: string,
  { path, shape }: Pick<ValuesSite, 'path' | 'shape'>,
): string {
  // A list is what a row means where it does not say a shape.
  const form = shape === 'map' || shape === 'text' ? `, shape: ${shape}` : '';
  return `if the chart passes the containers on unchanged, set charts: [{name: ${name}, from: ${path.join('.')}, to: ${besideOf(path)}${form}}] in the config`;
}
