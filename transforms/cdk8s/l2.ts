import { ts } from 'ts-morph';
import { LIST_KEYS } from '../../src/compose/kinds.js';
import { isMap, textAt, type Value, type ValueMap } from '../../src/model/value.js';
import { descend } from './descend.js';
import { CODE, evaluate, isComputed } from './evaluate.js';
import { type Item, itemOf, type List, listOf } from './lists.js';
import type { Origin } from './modules.js';
import { bare, nodesIn } from './parse.js';
import type { Scope } from './scope.js';
import type { Site } from './site.js';
import { spreadTrouble } from './spreads.js';

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
export function l2Site(node: ts.NewExpression, origin: Origin, scope: Scope): Site | null {
  const kind = origin.names.at(-1) ?? '';
  const apiVersion = WORKLOADS.get(kind);
  if (apiVersion === undefined || origin.names.length > 1) return null;
  const props = node.arguments?.[2];
  const way = props === undefined ? null : descend(props, [], scope);
  if (props !== undefined && way === null) return null;
  const containers = way === null ? null : listOf(way.literal, 'containers', way.scope);
  const init = way === null ? null : listOf(way.literal, 'initContainers', way.scope);
  const calls = containerCalls(node, scope);
  const added = calls.filter(({ name }) => name !== 'addInitContainer').map(({ item }) => item);
  const addedInits = calls
    .filter(({ name }) => name === 'addInitContainer')
    .map(({ item }) => item);
  const id = node.arguments?.[1] === undefined ? null : evaluate(node.arguments[1], scope);
  const written = props === undefined ? {} : evaluate(props, scope);
  if (!isMap(written)) return null;
  const own: ValueMap = {
    ...written,
    containers: [...itemsOf(containers), ...added].map(({ value }) => named(value)),
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
    added,
    addedInits,
    trouble:
      way?.trouble ??
      containers?.trouble ??
      init?.trouble ??
      (way === null ? null : spreadTrouble(way.literal, LIST_KEYS, way.scope)),
    caveats: [],
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

export interface ContainerCall {
  readonly name: 'addContainer' | 'addInitContainer' | 'attachContainer';
  readonly item: Item;
}

function containerCalls(node: ts.NewExpression, scope: Scope): readonly ContainerCall[] {
  return callsOn(node, scope).flatMap(({ name, call }): readonly ContainerCall[] => {
    if (name !== 'addContainer' && name !== 'addInitContainer' && name !== 'attachContainer')
      return [];
    const [argument] = call.arguments;
    if (argument === undefined) return [];
    const item = itemOf(argument, scope, call);
    const instance = instanceProps(argument, scope);
    return [{ name, item: instance === null ? item : { ...item, value: instance } }];
  });
}

/** An instance is no literal: what it shows is known, and it cannot be handed to addInitContainer. */
function instanceProps(argument: ts.Expression, scope: Scope): Value | null {
  const node = bare(argument);
  const props = ts.isNewExpression(node) ? node.arguments?.[0] : undefined;
  if (props === undefined) return null;
  const value = evaluate(props, scope);
  return isMap(value) ? { ...value, [CODE]: node.getText() } : null;
}

export interface MethodCall {
  readonly name: string;
  readonly call: ts.CallExpression;
}

/** The calls of methods of what a constructor made, as far as its name tells. */
export function callsOn(node: ts.NewExpression, scope: Scope): readonly MethodCall[] {
  const receiver = receiverOf(node);
  const calls: MethodCall[] = [];
  for (const call of nodesIn(receiver?.within ?? scope.file)) {
    if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) continue;
    const target = bare(call.expression.expression);
    const fits = target === node || (receiver !== null && target.getText() === receiver.text);
    if (fits) calls.push({ name: call.expression.name.text, call });
  }
  return calls;
}

export interface Receiver {
  readonly text: string;
  /** Where the name means this. */
  readonly within: ts.Node;
  /** Others can reach it: a property of its class, an exported constant. */
  readonly open: boolean;
}

export function receiverOf(node: ts.NewExpression): Receiver | null {
  let holder: ts.Node = node;
  while (
    ts.isParenthesizedExpression(holder.parent) ||
    ts.isAsExpression(holder.parent) ||
    ts.isSatisfiesExpression(holder.parent)
  )
    holder = holder.parent;
  const { parent } = holder;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
    const statement = parent.parent.parent;
    const open =
      ts.isVariableStatement(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    return { text: parent.name.text, within: enclosing(parent, isFunction), open };
  }
  if (ts.isPropertyDeclaration(parent) && ts.isIdentifier(parent.name))
    return {
      text: `this.${parent.name.text}`,
      within: enclosing(parent, ts.isClassLike),
      open: true,
    };
  if (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    parent.right === holder
  ) {
    const text = parent.left.getText();
    const isOwn = text.startsWith('this.');
    return { text, within: enclosing(parent, isOwn ? ts.isClassLike : isFunction), open: isOwn };
  }
  return null;
}

function isFunction(node: ts.Node): boolean {
  return ts.isFunctionLike(node);
}

function enclosing(node: ts.Node, test: (node: ts.Node) => boolean): ts.Node {
  let outer = node;
  while (outer.parent !== undefined && !test(outer)) outer = outer.parent;
  return outer;
}
