import { ts } from 'ts-morph';
import { LIST_KEYS } from '../../manifest/kinds/kinds.js';
import { isMap, textAt, type Value, type ValueMap } from '../../model/value.js';
import { CODE, isComputed } from '../evaluate/computed.js';
import { descend } from '../evaluate/descend.js';
import { definitionOf, evaluate } from '../evaluate/evaluate.js';
import { spreadBehind, spreadTrouble } from '../evaluate/spreads.js';
import type { Origin } from '../syntax/modules.js';
import { bare } from '../syntax/parse.js';
import { callsOn, type Reach, reachOf } from '../syntax/reach.js';
import type { Scope } from '../syntax/scope.js';
import { elsewhere, mayHide } from './elsewhere.js';
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
  const props = node.arguments?.[2];
  const way = props === undefined ? null : descend(props, [], scope);
  const containers = way === null ? null : listOf(way.literal, 'containers', way.scope);
  const init = way === null ? null : listOf(way.literal, 'initContainers', way.scope);
  const calls = containerCalls(reachOf(node), scope);
  const doubt = calls.find((call) => call.doubt !== null)?.doubt ?? null;
  const added = calls.filter(({ name }) => name !== 'addInitContainer').map(({ item }) => item);
  const addedInits = calls
    .filter(({ name }) => name === 'addInitContainer')
    .map(({ item }) => item);
  const id = node.arguments?.[1] === undefined ? null : evaluate(node.arguments[1], scope);
  const written = props === undefined ? {} : evaluate(props, scope);
  if (!isMap(written)) return null;
  const other = props === undefined || containers !== null ? null : elsewhere(written, props);
  const isHidden = containers === null && other === null && mayHide(written, []);
  if (isHidden && props !== undefined && calls.length === 0) return { unread: props };
  const others = other?.items ?? [];
  const own: ValueMap = {
    ...written,
    containers: [...itemsOf(containers), ...others, ...added].map(({ value }) => named(value)),
    initContainers: [...itemsOf(init), ...addedInits].map(({ value }) => value),
  };
  const name = textAt(written, ['metadata', 'name']) ?? (typeof id === 'string' ? id : '');
  return {
    origin,
    node,
    apiVersion,
    kind,
    name,
    value: { apiVersion, kind, props: own },
    podPath: ['props'],
    document: 0,
    keys: LIST_KEYS,
    values: null,
    spec: way?.literal ?? null,
    scope,
    containers,
    init,
    added: [...others, ...added],
    addedInits,
    trouble:
      way?.trouble ??
      containers?.trouble ??
      other?.trouble ??
      init?.trouble ??
      (way === null ? null : spreadTrouble(way.literal, LIST_KEYS, way.scope)) ??
      doubt,
    caveats: [],
    unread: isHidden
      ? (props ?? null)
      : way === null || containers === null
        ? null
        : spreadBehind(way.literal, way.scope),
  };
}

function itemsOf(list: List | null): readonly Item[] {
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
