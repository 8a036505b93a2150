import { ts } from 'ts-morph';
import { isMap, type Value, type ValueMap } from '../../model/value.js';
import { originOf } from '../syntax/origins.js';
import type { Scope } from '../syntax/scope.js';
import { isComputed } from './computed.js';

const POLICIES: ReadonlyMap<string, string> = new Map([
  ['ContainerRestartPolicy.ALWAYS', 'Always'],
  ['RestartPolicy.ALWAYS', 'Always'],
  ['RestartPolicy.NEVER', 'Never'],
  ['RestartPolicy.ON_FAILURE', 'OnFailure'],
]);

/** Enums and factories of cdk8s-plus as what Kubernetes gets of them; null: it is none of them. */
export function plusValue(
  node: ts.Expression,
  scope: Scope,
  evaluate: (expression: ts.Expression, scope: Scope) => Value,
): Value | null {
  if (ts.isPropertyAccessExpression(node)) {
    const origin = originOf(node, scope);
    if (origin?.framework !== 'l2') return null;
    return POLICIES.get(origin.names.slice(-2).join('.')) ?? null;
  }
  if (!ts.isCallExpression(node)) return null;
  const origin = originOf(node.expression, scope);
  if (origin?.framework !== 'l2') return null;
  const [type, maker] = origin.names.slice(-2);
  if (type !== 'Probe' && type !== 'Handler') return null;
  const [first, second] = node.arguments.map((argument) => evaluate(argument, scope));
  const handler = handlerOf(maker ?? '', first, second);
  // The rest of the options is compared as text.
  return handler === null ? null : { ...handler, $text: node.getText() };
}

function handlerOf(
  maker: string,
  first: Value | undefined,
  second: Value | undefined,
): ValueMap | null {
  const port = (options: Value | undefined): ValueMap | null => {
    if (options === undefined) return {};
    if (!isMap(options) || isComputed(options)) return null;
    return options.port === undefined ? {} : { port: options.port };
  };
  switch (maker) {
    case 'fromCommand':
      return first === undefined ? null : { exec: { command: first } };
    case 'fromHttpGet': {
      const own = port(second);
      return own === null || first === undefined ? null : { httpGet: { path: first, ...own } };
    }
    case 'fromTcpSocket': {
      const own = port(first);
      return own === null ? null : { tcpSocket: own };
    }
    default:
      return null;
  }
}
