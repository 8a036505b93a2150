import { type Path, type Value, valueAt } from '../../model/value.js';
import { type Carried as AtPlace, CHART, type Reference } from '../carriers/carrier.js';
import { carrierOf } from '../carriers/index.js';

/** A document that says of a release where its values come from. */
export interface Carried extends AtPlace {
  readonly path: string;
  readonly document: number;
}

/** The layers of a release, lowest first; several lists where it is not said which counts more, or where targets differ. */
export function referencesOf(carried: Carried): readonly (readonly Reference[])[] {
  const { release, at } = carried;
  const chart = release.folder === null ? [] : [CHART];
  const ordered = carrierOf(release)?.layers?.(carried) ?? [[...chart, { kind: 'inline', at }]];
  return ordered.map((references) => withOthers(carried, references));
}

/** What else is known to be there may count less, or more. */
function withOthers(
  { release: { layers } }: Carried,
  references: readonly Reference[],
): readonly Reference[] {
  const known = references.flatMap((each) => ('noun' in each ? [each.noun] : []));
  const others = layers
    .filter((noun) => !known.includes(noun))
    .map((noun): Reference => ({ kind: 'unseen', noun }));
  return [...others, ...references, ...others];
}

/** The path to the values at a place of a document: a text is the list of its one document. */
export function rootOf(value: Value, at: Path): Path {
  return typeof valueAt(value, at) === 'string' ? [...at, 0] : at;
}
