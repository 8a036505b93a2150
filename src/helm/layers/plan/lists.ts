import { Document } from 'yaml';
import type { Layer, LayerStack, UnseenLayer } from '../../../model/layers.js';
import { isList, isMap, listAt, type Value, type ValueMap } from '../../../model/value.js';
import { effective } from '../effective.js';
import { type GroupPlan, type LayerRefusal, placeOfLayer, refusalAt } from './group-plan.js';

/** What a copy of a moved sidecar needs beside the layers. */
export interface Sources {
  /** The item as it is written in its layer, without comments; null where it cannot stand elsewhere. */
  readonly written: (layer: Layer, name: string) => string | null;
  /** The init container that it goes before in a list; null: last; undefined: no place is right. */
  readonly before: (
    layer: Layer,
    name: string,
    inits: readonly Value[],
  ) => string | null | undefined;
}

/**
 * Lists replace each other: for each release, the highest layer that sets the containers counts, and
 * the highest that sets the init containers.
 */
export function planLists(plan: GroupPlan, sources: Sources): void {
  for (const stack of plan.group.stacks) {
    const top = highest(stack, plan.group.keys.containers);
    if (top === null) continue;
    const names = plan.movesIn(top);
    const request = { plan, stack, top, names, sources };
    plan.refuse(names.length > 0 ? movesFromTop(request) : masks(plan, stack, top));
  }
}

interface TopRequest {
  readonly plan: GroupPlan;
  readonly stack: LayerStack;
  readonly top: Layer;
  readonly names: readonly string[];
  readonly sources: Sources;
}

function movesFromTop(request: TopRequest): LayerRefusal | null {
  const { plan, stack, top, names } = request;
  const { init } = plan.group.keys;
  const index = stack.layers.indexOf(top);
  const above = stack.unseen.find((each) => each.above > index);
  if (above !== undefined)
    return refusalAt(
      top,
      `values also come from ${above.noun}, and take precedence over ${placeOfLayer(top)}: what they set for ${init} cannot be seen`,
      `check that they do not set ${init}, and move the container by hand`,
    );
  const target = highest(stack, init);
  const over = target !== null && stack.layers.indexOf(target) > index ? target : null;
  if (over !== null) {
    for (const name of names) plan.refuse(copyTo(request, over, name));
    return null;
  }
  if (target === top) return null;
  const below = stack.unseen[0];
  if (below !== undefined)
    return refusalAt(
      top,
      `values also come from ${nouns(stack.unseen)}: if ${init} is set there, the moved list would replace it`,
      `write ${init} in full here, including what is set there; then run again`,
    );
  const inits = listAt(effective(stack.layers.map(({ map }) => map)), [init]);
  if (target === null || inits.length === 0) return null;
  const { containers } = plan.group.keys;
  const full = [...inits, ...names.flatMap((name) => itemAfter(plan, top, name))];
  const rest = listAt(top.map, [containers]).filter((item) => !names.includes(nameOf(item)));
  return refusalAt(
    top,
    `${placeOfLayer(top)} sets ${containers}, and ${placeOfLayer(target)} below it sets ${init}: with ${names.join(', ')} moved, one list would replace the other, and ${inits.map(nameOf).join(', ')} would be lost`,
    `set at ${placeOfLayer(top)}, in place of ${containers}, these two keys: ${init}: ${flowText(full)} and ${containers}: ${flowText(rest)}; then run again`,
  );
}

/** A higher layer that sets the target list alone gets the sidecar as well. */
function copyTo(
  { plan, top, sources }: TopRequest,
  over: Layer,
  name: string,
): LayerRefusal | null {
  const { init } = plan.group.keys;
  const inits = listAt(over.map, [init]);
  const [value] = itemAfter(plan, top, name);
  if (!isMap(value)) return null;
  const text = sources.written(top, name);
  const before = sources.before(top, name, inits);
  if (text === null || before === undefined)
    return refusalAt(
      over,
      text === null
        ? `${placeOfLayer(over)} sets ${init} too, and needs a copy of ${name}, which is written with anchors or aliases of its own file`
        : `${placeOfLayer(over)} sets ${init} too, and no position in it is right for ${name}`,
      `set in ${placeOfLayer(over)}: ${init}: ${flowText([...inits, value])}; then run again`,
    );
  const { path, at } = over;
  plan.add(over, { op: 'copy-item', path, at, list: init, name, before, value, text });
  return null;
}

/** A layer whose containers hide those below: what moves there must not show through. */
function masks(plan: GroupPlan, stack: LayerStack, top: Layer): LayerRefusal | null {
  const { containers, init } = plan.group.keys;
  const index = stack.layers.indexOf(top);
  const lower = stack.layers.slice(0, index).filter((each) => plan.movesIn(each).length > 0);
  const target = highest(stack, init);
  const from = lower.at(-1);
  if (
    from === undefined ||
    (target !== null && stack.layers.indexOf(target) > stack.layers.indexOf(from))
  )
    return null;
  const names = lower.flatMap((each) => plan.movesIn(each));
  const kept = listAt(top.map, [containers]).map(nameOf);
  const same = kept.filter((name) => names.includes(name));
  if (same.length > 0)
    return refusalAt(
      top,
      `${placeOfLayer(top)} has ${same.join(', ')} too, and it cannot move there: they move together or not at all`,
      `see what is reported for ${same.join(', ')} there`,
    );
  const inits = listAt(effective(stack.layers.map(({ map }) => map)), [init]);
  const unseen = stack.unseen.filter((each) => each.above <= index);
  if (unseen.length > 0)
    return refusalAt(
      top,
      `${placeOfLayer(top)} has its own ${containers}, and needs an empty ${init}, which would replace what ${nouns(unseen)} may set there`,
      `write ${init} in full in ${placeOfLayer(top)}, including what is set there; then run again`,
    );
  if (inits.length > 0)
    return refusalAt(
      top,
      `${placeOfLayer(top)} has its own ${containers} and takes ${init} from a lower layer: with the move ${names.join(', ')} would start there too`,
      `set in ${placeOfLayer(top)}, beside ${containers}: ${init}: ${flowText(inits)}; then run again`,
    );
  const { path, at } = top;
  const instead = isNothing(top.map[containers]) && nothingComesBack(plan, top);
  plan.add(top, { op: 'empty-list', path, at, list: init, beside: containers, instead });
  return null;
}

/** Whether no list of a lower layer would be seen without the one of this layer. */
function nothingComesBack(plan: GroupPlan, top: Layer): boolean {
  const { containers } = plan.group.keys;
  return plan.group.stacks
    .filter(({ layers }) => layers.includes(top))
    .every(({ layers, unseen }) => {
      const lower = layers.slice(0, layers.indexOf(top)).map((each) => plan.after(each));
      return unseen.length === 0 && isNothing(effective(lower)[containers]);
    });
}

function itemAfter(plan: GroupPlan, layer: Layer, name: string): readonly ValueMap[] {
  const items = listAt(plan.after(layer), [plan.group.keys.init]);
  return items.filter(isMap).filter((item) => item.name === name);
}

function highest({ layers }: LayerStack, key: string): Layer | null {
  return layers.findLast(({ map }) => map[key] !== undefined) ?? null;
}

function isNothing(value: Value | undefined): boolean {
  return value === undefined || value === null || (isList(value) && value.length === 0);
}

function nouns(unseen: readonly UnseenLayer[]): string {
  return unseen.map(({ noun }) => noun).join(' and ');
}

function nameOf(item: Value): string {
  return isMap(item) ? String(item.name) : '';
}

/** A value as YAML on one line, to be written into a file as it is. */
function flowText(value: Value): string {
  const text = new Document(value, { aliasDuplicateObjects: false }).toString({
    collectionStyle: 'flow',
    lineWidth: 0,
    flowCollectionPadding: false,
  });
  return text.trim();
}
