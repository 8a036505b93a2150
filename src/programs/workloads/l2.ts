import { ts } from 'ts-morph';
import { LIST_KEYS } from '../../manifest/kinds/kinds.js';
import { isMap, textAt, type Value, type ValueMap } from '../../model/value.js';
import { CODE, isComputed } from '../evaluate/computed.js';
import { descend, type Way } from '../evaluate/descend.js';
import { definitionOf, evaluate } from '../evaluate/evaluate.js';
import { spreadBehind, spreadTrouble } from '../evaluate/spreads.js';
import type { Origin } from '../syntax/modules.js';
import { bare } from '../syntax/parse.js';
import { callsOn, type Reach, reachOf } from '../syntax/reach.js';
import type { Scope } from '../syntax/scope.js';
import { type Elsewhere, elsewhere, mayHide } from './elsewhere.js';
import type { Item, List } from './item.js';
import { itemOf, listOf } from './lists.js';
import type { Found } from './site.js';

/** What cdk8s-plus makes of its own classes. */
const WORKLOADS: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'apps/v1'],
  ['StatefulSet', 'apps/v1'],
  ['DaemonSet', 'apps/v1'],
  ['Job', 'batch/v1'],
  ['CronJob', 'batch/v1'],
  ['Pod', 'v1'],
]);

/** The name that cdk8s-plus gives a container without one (container.ts, `name ?? 'main'`). */
export const DEFAULT_NAME = 'main';

/** A workload of cdk8s-plus: its props, and the calls that add containers to it. */
export function l2Site(
  node: ts.NewExpression | ts.CallExpression,
  origin: Origin,
  scope: Scope,
): Found | null {
  const kind = origin.names.at(-1) ?? '';
  const apiVersion = WORKLOADS.get(kind);
  if (apiVersion === undefined || origin.names.length > 1) return null;
  const [, idNode, props] = node.arguments ?? [];
  const written = props === undefined ? {} : evaluate(props, scope);
  if (!isMap(written)) return null;
  const read = readProps(props, scope);
  const { containers, init } = read;
  const calls = containerCalls(reachOf(node), scope);
  const other = props === undefined || containers !== null ? null : elsewhere(written, props);
  const isHidden = containers === null && other === null && mayHide(written, []);
  if (isHidden && props !== undefined && calls.length === 0) return { unread: props };
  const added = [...itemsOf(other), ...itemsAdded(calls, false)];
  const addedInits = itemsAdded(calls, true);
  const own: ValueMap = {
    ...written,
    containers: [...itemsOf(containers), ...added].map(({ value }) => named(value)),
    initContainers: [...itemsOf(init), ...addedInits].map(({ value }) => value),
  };
  const id = idNode === undefined ? null : evaluate(idNode, scope);
  return {
    origin,
    node,
    apiVersion,
    kind,
    name: textAt(written, ['metadata', 'name']) ?? (typeof id === 'string' ? id : ''),
    value: { apiVersion, kind, props: own },
    podPath: ['props'],
    document: 0,
    keys: LIST_KEYS,
    values: null,
    spec: read.way?.literal ?? null,
    scope,
    containers,
    init,
    added,
    addedInits,
    trouble: troubleIn(read, other, calls),
    caveats: [],
    unread: isHidden ? (props ?? null) : hiddenBehind(read),
  };
}

/** The lists that stand in the props of a workload, and the literal that they stand in. */
interface PropsRead {
  readonly way: Way | null;
  readonly containers: List | null;
  readonly init: List | null;
}

function readProps(props: ts.Expression | undefined, scope: Scope): PropsRead {
  const way = props === undefined ? null : descend(props, [], scope);
  if (way === null) return { way, containers: null, init: null };
  const list = (key: string): List | null => listOf(way.literal, key, way.scope);
  return { way, containers: list('containers'), init: list('initContainers') };
}

/** Why the lists cannot be edited, or null. */
function troubleIn(
  { way, containers, init }: PropsRead,
  other: Elsewhere | null,
  calls: readonly ContainerCall[],
): string | null {
  return (
    way?.trouble ??
    containers?.trouble ??
    other?.trouble ??
    init?.trouble ??
    (way === null ? null : spreadTrouble(way.literal, LIST_KEYS, way.scope)) ??
    calls.find((call) => call.doubt !== null)?.doubt ??
    null
  );
}

function hiddenBehind({ way, containers }: PropsRead): ts.Node | null {
  return way === null || containers === null ? null : spreadBehind(way.literal, way.scope);
}

/** What calls add, to the init containers or to the others. */
function itemsAdded(calls: readonly ContainerCall[], toInit: boolean): readonly Item[] {
  return calls
    .filter(({ name }) => (name === 'addInitContainer') === toInit)
    .map(({ item }) => item);
}

function itemsOf(list: Pick<List, 'items'> | null): readonly Item[] {
  return list?.items ?? [];
}

function named(value: Value): Value {
  const isPlain = isMap(value) && !isComputed(value);
  return isPlain && value.name === undefined && !hasSpread(value)
    ? { name: DEFAULT_NAME, ...value }
    : value;
}

function hasSpread(value: ValueMap): boolean {
  return Object.keys(value).some((key) => key.startsWith('...'));
}

const ADDERS: ReadonlySet<string> = new Set([
  'addContainer',
  'addInitContainer',
  'attachContainer',
]);

export interface ContainerCall {
  readonly name: string;
  readonly item: Item;
  /** Why it may add to another workload too, or null. */
  readonly doubt: string | null;
}

function containerCalls(reach: Reach, scope: Scope): readonly ContainerCall[] {
  return callsOn(reach).flatMap(({ name, call, doubt }): readonly ContainerCall[] => {
    const [argument] = call.arguments;
    if (!ADDERS.has(name) || argument === undefined) return [];
    const item = itemOf(argument, scope, call);
    const instance = instanceProps(argument, scope);
    return [{ name, doubt, item: instance === null ? item : { ...item, value: instance } }];
  });
}

/** An instance is no literal: what it shows is known, and it cannot be handed to addInitContainer. */
function instanceProps(argument: ts.Expression, scope: Scope): Value | null {
  const found = definitionOf(argument, scope);
  const node = found === null ? bare(argument) : found.value;
  const props = ts.isNewExpression(node) ? node.arguments?.[0] : undefined;
  if (props === undefined) return null;
  const value = evaluate(props, found?.scope ?? scope);
  return isMap(value) ? { ...value, [CODE]: node.getText() } : null;
}
