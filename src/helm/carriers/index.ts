import { groupOf } from '../../manifest/kinds/kinds.js';
import { isMap, textAt, type Value } from '../../model/value.js';
import type { Release } from '../../model/values.js';
import {
  type CarriedValues,
  type Carrier,
  type CarrierDocument,
  isObject,
  withValuesAt,
} from './carrier.js';
import { CARRIERS } from './table.js';

const BY_FORM: ReadonlyMap<string, Carrier> = new Map(CARRIERS.map((each) => [each.form, each]));

/** What is known of the carrier of a release; undefined where something only names its values. */
export function carrierOf({ form }: { readonly form: string }): Carrier | undefined {
  return BY_FORM.get(form);
}

/** What a document carries values as, by the name of its file or by its kind. */
export function carrierFor(document: CarrierDocument): Carrier | undefined {
  const { value } = document;
  const isWhole = isObject(document);
  return CARRIERS.find((each) => each.claims?.(document) ?? (isWhole && isObjectOf(each, value)));
}

function isObjectOf({ groups = [], kinds = [] }: Carrier, value: Value): boolean {
  if (!kinds.includes(textAt(value, ['kind']) ?? '')) return false;
  return groups.includes(groupOf(textAt(value, ['apiVersion']) ?? ''));
}

/** Whether a text may describe a release in one of these ways, by its name and a word in it. */
export function mayDescribe(path: string, text: string, carriers = CARRIERS): boolean {
  return carriers.some(
    ({ isCalled, word }) => word !== '' && isCalled?.(path) !== false && text.includes(word),
  );
}

/** Those whose documents say the order of all layers: `layers` of other files follow from them. */
export const LAYERED = CARRIERS.filter(({ layers }) => layers !== undefined);

/** Whether a text may describe a release whose layers are elsewhere, in an order that it says. */
export function mayOrder(path: string, text: string): boolean {
  return mayDescribe(
    path,
    text,
    LAYERED.filter(({ elsewhere }) => elsewhere?.test(text) !== false),
  );
}

/** Every place of a document that carries values. */
export function carriedIn(document: CarrierDocument): readonly CarriedValues[] {
  return carrierFor(document)?.read(document) ?? [];
}

/** The same for an object by itself, whatever file it may stand in. */
export function carriersIn(object: Value): readonly CarriedValues[] {
  if (!isMap(object)) return [];
  const document = { path: '', value: object, documents: [object] };
  return CARRIERS.find((each) => isObjectOf(each, object))?.read(document) ?? [];
}

/** The releases that a document describes, with whatever of it gives values to them. */
export function releasesIn(document: CarrierDocument): readonly Release[] {
  const carrier = carrierFor(document);
  if (carrier === undefined) return [];
  const { value } = document;
  return (
    carrier.releases?.(document) ??
    carrier.read(document).map(({ path, release }) => withValuesAt(value, path, release))
  );
}
