import type { ListForm } from '../model/list-form.js';
import {
  type AddItem,
  type CopyItem,
  type EmptyList,
  isNodeOperation,
  type MoveItem,
  type NodeOperation,
  type Operation,
  type PodOperation,
} from '../model/operation.js';
import {
  isList,
  isMap,
  listAt,
  mapAt,
  type Path,
  type Value,
  type ValueMap,
  valueAt,
} from '../model/value.js';
import { TEXT_KEY } from '../model/values.js';
import { applyEdits } from '../text/edits.js';

/**
 * What an operation means: the document's value with the operation carried out. The one place that
 * says so; the proof compares every edited text with it.
 *
 * @throws {ApplyError} where the document does not hold what the operation names.
 */
export function apply(document: Value, operation: Operation): Value {
  if (isNodeOperation(operation)) return applyToNode(document, operation);
  if (operation.op === 'move-item' && operation.into !== undefined)
    return moveElsewhere(document, operation, operation.into);
  return update(document, operation.at.path, (pod) => {
    if (!isMap(pod)) throw new ApplyError(operation, 'there is no pod spec');
    return applyToPod(pod, operation);
  });
}

/**
 * The same for many operations, one after the other. What one has copied, the next may change in
 * place: a List of thousands of pods is copied once.
 */
export function applyAll(document: Value, operations: readonly Operation[]): Value {
  const owned = new WeakSet<object>();
  return operations.reduce((value, operation) => {
    const { path } = operation.at;
    const isElsewhere = operation.op === 'move-item' && operation.into !== undefined;
    if (isElsewhere || path.length === 0) return apply(value, operation);
    if (valueAt(value, path) === undefined) return apply(value, operation);
    return updateOwned(value, path, owned, (node) =>
      apply(node, { ...operation, at: { ...operation.at, path: [] } }),
    );
  }, document);
}

function updateOwned(
  value: Value,
  [step, ...rest]: Path,
  owned: WeakSet<object>,
  change: (value: Value) => Value,
): Value {
  if (step === undefined) return change(value);
  if (isList(value) && typeof step === 'number') {
    const copy = owned.has(value) ? (value as Value[]) : [...value];
    owned.add(copy);
    copy[step] = updateOwned(copy[step] ?? null, rest, owned, change);
    return copy;
  }
  if (isMap(value) && typeof step === 'string') {
    const copy = owned.has(value) ? (value as Record<string, Value>) : { ...value };
    owned.add(copy);
    copy[step] = updateOwned(copy[step] ?? null, rest, owned, change);
    return copy;
  }
  return value;
}

function applyToNode(document: Value, operation: NodeOperation): Value {
  if (valueAt(document, operation.at.path) === undefined)
    throw new ApplyError(operation, `there is no ${operation.at.path.join('.')}`);
  return update(document, operation.at.path, (node) => {
    switch (operation.op) {
      case 'set-scalar':
        return operation.value;
      case 'wrap-node':
        return [node];
      case 'set-key':
        if (!isMap(node)) throw new ApplyError(operation, 'there is no map');
        return { ...node, [operation.key]: operation.value };
    }
  });
}

/** The same for a pod spec by itself. */
export function applyToPod(pod: ValueMap, operation: PodOperation): ValueMap {
  switch (operation.op) {
    case 'move-item':
      return moveItem(pod, operation);
    case 'set-field':
      return updateItem(pod, operation, (item) => ({
        ...item,
        [operation.key]: operation.value,
      }));
    case 'add-item':
      return {
        ...pod,
        [operation.list]: inserted(pod, operation, { name: operation.name }),
      };
    case 'copy-item':
      return { ...pod, [operation.list]: inserted(pod, operation, operation.value) };
    case 'empty-list':
      return emptyList(pod, operation);
    case 'remove-node':
      return updateHolder(pod, operation, (holder) => removeNode(holder, operation));
    case 'edit-text':
      return updateHolder(pod, operation, (holder) =>
        update(holder, operation.node, (text) => {
          if (typeof text !== 'string') throw new ApplyError(operation, 'there is no text');
          return applyEdits(text, operation.edits);
        }),
      );
  }
}

export class ApplyError extends Error {
  constructor(operation: Operation, why: string) {
    const name = 'name' in operation ? ` ${operation.name ?? ''}` : '';
    super(`${operation.op}${name} in ${operation.path}: ${why}`);
  }
}

function moveItem(pod: ValueMap, operation: MoveItem): ValueMap {
  const forms = formsOf(pod, operation);
  const { left, item } = taken(pod, operation, forms);
  return put(left, operation, forms, item);
}

/** A move whose target is in another map: that is made, with those around it, where it is not there. */
function moveElsewhere(document: Value, operation: MoveItem, into: Path): Value {
  const pod = mapAt(document, operation.at.path);
  if (pod === undefined) throw new ApplyError(operation, 'there is no pod spec');
  const forms = formsOf(pod, operation);
  const { left, item } = taken(pod, operation, forms);
  const without = update(document, operation.at.path, () => left);
  return updateOrMake(without, into, (map) => {
    if (!isMap(map)) throw new ApplyError(operation, `${into.join('.')} is not a map`);
    return put(map, operation, forms, item);
  });
}

interface Taken {
  readonly left: ValueMap;
  readonly item: Value;
}

type Forms = NonNullable<MoveItem['forms']>;

function formsOf(pod: ValueMap, { forms, from }: MoveItem): Forms {
  const own = isMap(pod[from]) ? 'map' : 'list';
  return forms ?? { from: own, to: own };
}

/** An item without its list. What is keyed by its name has it as a field, as other items have. */
function taken(pod: ValueMap, operation: MoveItem, forms: Forms): Taken {
  const { from, name } = operation;
  // A patch may speak of nothing but sidecars: a list with nothing left in it goes.
  const leave = (rest: Value, count: number): ValueMap =>
    count > 0 || operation.keepsKey === true ? { ...pod, [from]: rest } : without(pod, from);
  if (forms.from === 'map') {
    const entries = mapAt(pod, [from]) ?? {};
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
    // In a layer of Helm values null takes out the entry of a layer below.
    const isNull = entry === null && forms.to === 'map';
    if (!isMap(entry) && !isNull)
      throw new ApplyError(operation, 'there is no container of that name');
    if (forms.to !== 'map' && isMap(entry) && Object.hasOwn(entry, 'name'))
      throw new ApplyError(operation, 'it has a name that differs from its key');
    const rest = without(entries, name);
    const item = forms.to === 'map' || !isMap(entry) ? (entry ?? null) : { name, ...entry };
    return { left: leave(rest, Object.keys(rest).length), item };
  }
  const items = itemsOf(pod, from);
  const item = find(items, operation);
  const rest = items.filter((other) => other !== item);
  return { left: leave(written(rest, forms.from), rest.length), item };
}

function put(pod: ValueMap, operation: MoveItem, forms: Forms, item: Value): ValueMap {
  const { to, name, before } = operation;
  if (forms.to === 'map') {
    const target = mapAt(pod, [to]) ?? {};
    if (Object.hasOwn(target, name)) throw new ApplyError(operation, `${to} has one too`);
    const entry = forms.from === 'map' || !isMap(item) ? item : without(item, 'name');
    return { ...pod, [to]: { ...target, [name]: entry } };
  }
  // An absent key, null, [] and {} are the same empty list to the API server.
  const items = [...itemsOf(pod, to)];
  const index = before === null ? items.length : items.findIndex(named(before));
  if (index < 0) throw new ApplyError(operation, `there is no init container ${before}`);
  items.splice(index, 0, item);
  return { ...pod, [to]: written(items, forms.to) };
}

/** A list as its key holds it; a text with nothing in it is empty. */
function written(items: readonly Value[], form: ListForm): Value {
  if (form !== 'text') return items;
  return items.length > 0 ? { [TEXT_KEY]: items } : '';
}

function inserted(pod: ValueMap, operation: AddItem | CopyItem, item: ValueMap): readonly Value[] {
  const items = itemsOf(pod, operation.list);
  const { before } = operation;
  const index = before === null ? items.length : items.findIndex(named(before));
  if (index < 0) throw new ApplyError(operation, `there is no init container ${before}`);
  return items.toSpliced(index, 0, item);
}

function emptyList(pod: ValueMap, operation: EmptyList): ValueMap {
  const { list, beside, instead } = operation;
  if (Object.hasOwn(pod, list)) throw new ApplyError(operation, `${list} already exists`);
  if (!instead) return { ...pod, [list]: [] };
  return { ...without(pod, beside), [list]: pod[beside] ?? null };
}

type Held = Operation & { op: 'remove-node' | 'edit-text' };

function updateHolder(pod: ValueMap, operation: Held, change: (holder: Value) => Value): ValueMap {
  const { list, name } = operation;
  const mapped = (holder: ValueMap): ValueMap => {
    if (valueAt(holder, operation.node) === undefined)
      throw new ApplyError(operation, `there is no ${operation.node.join('.')}`);
    const changed = change(holder);
    return isMap(changed) ? changed : holder;
  };
  if (list === null || name === null) return mapped(pod);
  return updateItem(pod, { ...operation, list, name }, mapped);
}

function removeNode(holder: Value, { node }: Held): Value {
  const last = node.at(-1);
  return update(holder, node.slice(0, -1), (parent) => {
    if (isList(parent)) return parent.filter((_, i) => i !== last);
    return isMap(parent) ? without(parent, String(last)) : parent;
  });
}

function updateItem(
  pod: ValueMap,
  operation: Operation & Named & { list: string },
  change: (item: ValueMap) => ValueMap,
): ValueMap {
  const entries = pod[operation.list];
  if (isMap(entries) && !Object.hasOwn(entries, TEXT_KEY)) {
    const entry = entries[operation.name];
    if (!isMap(entry)) throw new ApplyError(operation, 'there is no container of that name');
    return { ...pod, [operation.list]: { ...entries, [operation.name]: change(entry) } };
  }
  const items = itemsOf(pod, operation.list);
  const item = find(items, operation);
  const changed = items.map((other) => (other === item ? change(item) : other));
  const form = isMap(entries) ? 'text' : 'list';
  return { ...pod, [operation.list]: written(changed, form) };
}

function itemsOf(pod: ValueMap, list: string): readonly Value[] {
  const value = pod[list];
  return listAt(value, isMap(value) ? [TEXT_KEY] : []);
}

interface Named {
  readonly name: string;
}

function find(items: readonly Value[], operation: Operation & Named): ValueMap {
  const item = items.find(named(operation.name));
  if (!isMap(item)) throw new ApplyError(operation, 'there is no container of that name');
  return item;
}

function named(name: string): (item: Value) => boolean {
  return (item) => isMap(item) && item.name === name;
}

function without(item: ValueMap, key: string): ValueMap {
  const { [key]: _, ...rest } = item;
  return rest;
}

function updateOrMake(value: Value, path: Path, change: (value: Value) => Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (isList(value) && typeof step === 'number')
    return value.map((item, i) => (i === step ? updateOrMake(item, rest, change) : item));
  if (!isMap(value)) return value;
  const own = Object.hasOwn(value, step) ? value[step] : undefined;
  return { ...value, [step]: updateOrMake(own ?? {}, rest, change) };
}

function update(value: Value, path: Path, change: (value: Value) => Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (isList(value) && typeof step === 'number')
    return value.map((item, i) => (i === step ? update(item, rest, change) : item));
  if (isMap(value) && typeof step === 'string' && Object.hasOwn(value, step))
    return { ...value, [step]: update(value[step] ?? null, rest, change) };
  return value;
}
