import type { SourceFile } from '../src/model/source.js';
import type { Transform } from '../src/model/transform.js';
import { manifest } from './manifest/index.js';

/** Every format that can be read, in the order in which they are asked. */
export const TRANSFORMS: readonly Transform[] = [manifest as Transform];

export function transformFor(file: SourceFile): Transform | null {
  return TRANSFORMS.find((transform) => transform.claims(file)) ?? null;
}
