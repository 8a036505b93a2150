import type { Directive } from './directive.js';
import type { Place } from './source.js';
import type { ValueMap } from './value.js';

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

/** A native sidecar: an init container that runs beside the others (KEP-753). */
export function isNative(container: Container): boolean {
  return container.kind === 'init' && container.value.restartPolicy === 'Always';
}
