import { ts } from 'ts-morph';
import { isMap, textAt, type Value, type ValueMap, valueAt } from '../../model/value.js';
import { isComputed } from '../evaluate/computed.js';
import { evaluate } from '../evaluate/evaluate.js';
import { isEks } from '../releases/releases.js';
import { importsOf } from '../syntax/modules.js';
import { originOf } from '../syntax/origins.js';
import { nodesIn, parse } from '../syntax/parse.js';
import { type Beside, type Scope, scopeOf } from '../syntax/scope.js';
import { madeIn } from './sites.js';

/** An object of a program that is no workload: a Service, a policy, a scaler. */
export interface ProgramObject {
  readonly value: ValueMap;
  readonly offset: number;
}

/** What refers to containers and ports, with the group that a class by itself does not tell. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['Service', 'v1'],
  ['Ingress', 'networking.k8s.io/v1'],
  ['NetworkPolicy', 'networking.k8s.io/v1'],
  ['HorizontalPodAutoscaler', 'autoscaling/v2'],
  ['VerticalPodAutoscaler', 'autoscaling.k8s.io/v1'],
  ['ScaledObject', 'keda.sh/v1alpha1'],
  ['ServiceMonitor', 'monitoring.coreos.com/v1'],
  ['PodMonitor', 'monitoring.coreos.com/v1'],
  ['TargetGroupBinding', 'elbv2.k8s.aws/v1beta1'],
  ['BackendConfig', 'cloud.google.com/v1'],
]);

/** The objects of a program as far as they are written; computed names are those of its workloads. */
export function programObjects(
  path: string,
  text: string,
  beside: Beside,
): readonly ProgramObject[] {
  try {
    return objectsIn(path, text, beside);
  } catch (error) {
    // Nested beyond the stack: the reader of the file itself says so.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function objectsIn(path: string, text: string, beside: Beside): readonly ProgramObject[] {
  const source = parse(path, text);
  if (importsOf(source).size === 0) return [];
  const scope = scopeOf(source, path, beside);
  const found = [...nodesIn(source)].flatMap((node) => objectsAt(node, scope));
  if (found.length === 0) return [];
  const workloads = madeIn(scope).sites.filter(({ values }) => values === null);
  return found.flatMap((own) => withTargets(own, workloads));
}

function objectsAt(node: ts.Node, scope: Scope): readonly ProgramObject[] {
  if (ts.isNewExpression(node)) {
    const origin = originOf(node.expression, scope);
    const last = origin?.names.at(-1) ?? '';
    const args = node.arguments ?? [];
    switch (origin?.framework) {
      case 'l1':
      case 'l2':
        return objectOf(args[2], KUBE.exec(last)?.[1] ?? null, scope);
      case 'core':
        return last === 'ApiObject' ? objectOf(args[2], '', scope) : [];
      case 'pulumi':
        return objectOf(args[1], last === 'CustomResource' ? '' : last, scope);
      case 'models':
        return objectOf(args[0], last, scope);
      default:
        return [];
    }
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  if (node.expression.name.text !== 'addManifest') return [];
  if (![...scope.imports.values()].some(isEks)) return [];
  return node.arguments.slice(1).flatMap((argument) => objectOf(argument, '', scope));
}

const KUBE = /^Kube([A-Z][A-Za-z]*?)(?:V\d+(?:(?:alpha|beta)\d+)?)?$/i;

/** `kind` empty: the object says it itself; null: it is of no class that is known. */
function objectOf(
  argument: ts.Expression | undefined,
  kind: string | null,
  scope: Scope,
): readonly ProgramObject[] {
  if (argument === undefined || kind === null) return [];
  const value = evaluate(argument, scope);
  if (!isMap(value) || isComputed(value)) return [];
  const own = kind === '' ? (textAt(value, ['kind']) ?? '') : kind;
  const apiVersion = textAt(value, ['apiVersion']) ?? KINDS.get(own);
  if (!KINDS.has(own) || apiVersion === undefined) return [];
  return [{ value: { ...value, apiVersion, kind: own }, offset: argument.getStart() }];
}

const TARGETS = ['scaleTargetRef', 'targetRef'];

interface Named {
  readonly kind: string;
  readonly name: string;
}

/** `scaleTargetRef: { name: deployment.name }` may be any workload of its kind in the file. */
function withTargets(object: ProgramObject, workloads: readonly Named[]): readonly ProgramObject[] {
  const key = TARGETS.find((each) => isMap(valueAt(object.value, ['spec', each])));
  const target = key === undefined ? null : (valueAt(object.value, ['spec', key]) ?? null);
  if (key === undefined || !isMap(target) || typeof target.name === 'string') return [object];
  const kind = typeof target.kind === 'string' ? target.kind : null;
  return workloads
    .filter((own) => kind === null || own.kind === kind)
    .map((own) => ({ ...object, value: replaced(object.value, key, { ...target, ...ref(own) }) }));
}

function ref({ kind, name }: Named): ValueMap {
  return { kind, name };
}

function replaced(value: ValueMap, key: string, target: Value): ValueMap {
  return { ...value, spec: { ...(isMap(value.spec) ? value.spec : {}), [key]: target } };
}
