import { mayMakeObjects } from '../files/scan/program.js';
import type { Place } from '../model/source.js';
import type { ValueMap } from '../model/value.js';
import { linesOf } from '../text/lines.js';
import { placeIn } from '../text/place.js';
import { headOf, type ReferenceDocument, type ReferenceObject } from './document.js';

/** Reads the objects of a program: a value, and where it is written. */
export type ProgramReader = (
  path: string,
  text: string,
) => readonly { readonly value: ValueMap; readonly offset: number }[];

/** Why nothing of such an object is written along with a move. */
export const MADE = 'a program creates it';

/** Words of what refers to containers and ports, as classes and kinds have them. */
const WORDS = [
  'Service',
  'NetworkPolicy',
  'Autoscaler',
  'ScaledObject',
  'PodMonitor',
  'Ingress',
  'TargetGroupBinding',
  'BackendConfig',
].map((word) => Buffer.from(word));

/** Whether a program may make an object that names a container or a port of another. */
export function mayMakeReferences(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return mayMakeObjects(buffer) && WORDS.some((word) => buffer.includes(word));
}

/** The objects of a program as readers want them: each stands where its literal begins. */
export function programReferences(
  path: string,
  text: string,
  read: ProgramReader,
): readonly ReferenceObject[] {
  const lines = linesOf(text);
  return read(path, text).map(({ value, offset }): ReferenceObject => {
    const place = (): Place => placeIn(lines, path, offset);
    const document: ReferenceDocument = {
      path,
      index: 0,
      text: JSON.stringify(value),
      placeOf: place,
      placeAt: place,
      object: () => value,
      objects: () => [],
    };
    return {
      ...headOf(value),
      id: `${path}#${offset}`,
      document,
      at: place,
      written: (own, readOnly) => ({
        path,
        at: { document: 0, path: own },
        place: place(),
        readOnly,
      }),
    };
  });
}
