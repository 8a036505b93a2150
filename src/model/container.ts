import type { Directive } from './directive.js';
import type { Place } from './source.js';
import { textAt, type ValueMap } from './value.js';

/** One entry of a container list. */
export interface Container {
  /** Empty where the entry has none. */
  readonly name: string;
  /** null: no image key, as in a patch; empty: the key is there and holds nothing. */
  readonly image: string | null;
  readonly value: ValueMap;
  readonly kind: 'container' | 'init';
  /** Index in its own list. */
  readonly index: number;
  readonly place: Place;
  /**
   * Where its texts are written: by the path of the text in the container, joined with slashes, the
   * place of each of its lines.
   */
  readonly texts: ReadonlyMap<string, readonly Place[]>;
  readonly directives: readonly Directive[];
}

/** Lists of words that a container may run. */
export const COMMANDS: readonly (readonly string[])[] = [
  ['command'],
  ['args'],
  ['lifecycle', 'postStart', 'exec', 'command'],
  ['lifecycle', 'preStop', 'exec', 'command'],
];

type Found = Pick<Container, 'kind' | 'index' | 'place'> & Partial<Container>;

/** A container by its value; a reader adds what else its format tells. */
export function containerOf(value: ValueMap, found: Found): Container {
  return {
    name: textAt(value, ['name']) ?? '',
    image: imageOf(value),
    value,
    texts: new Map(),
    directives: [],
    ...found,
  };
}

/** An image key without a value reads as empty: something fills it in later. */
export function imageOf(value: ValueMap): string | null {
  if (!Object.hasOwn(value, 'image')) return null;
  return typeof value.image === 'string' ? value.image : '';
}

/** A native sidecar: an init container that runs beside the others (KEP-753). */
export function isNative(container: Container): boolean {
  return container.kind === 'init' && container.value.restartPolicy === 'Always';
}
