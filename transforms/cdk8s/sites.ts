import { ts } from 'ts-morph';
import { LIST_KEYS, rowFor } from '../../src/compose/kinds.js';
import { CORE_KINDS } from '../../src/compose/kinds-core.js';
import { isMap, type Path, textAt, type Value, type ValueMap } from '../../src/model/value.js';
import { descend } from './descend.js';
import { evaluate } from './evaluate.js';
import { l2Site } from './l2.js';
import { listOf } from './lists.js';
import { type Origin, originOf } from './modules.js';
import { bare, nodesIn } from './parse.js';
import { type Values, valuesIn } from './release-sites.js';
import { isEks } from './releases.js';
import type { Scope } from './scope.js';
import { allContainers, allInits, type Site } from './site.js';
import { spreadTrouble } from './spreads.js';

/** What a program makes, as far as this tool looks at it. */
export interface Made {
  readonly sites: readonly Site[];
  /** Workloads, then releases; the second reading has the same in the same order. */
  readonly documents: readonly ValueMap[];
  readonly values: readonly Values[];
}

/** Every workload and every release of a file, each in the order of the text. */
export function madeIn(scope: Scope): Made {
  const sites: Site[] = [];
  for (const node of nodesIn(scope.file)) {
    if (ts.isNewExpression(node)) {
      const origin = originOf(node.expression, scope.imports);
      const site = origin === null ? null : constructed(node, origin, scope);
      if (site !== null) sites.push(site);
    } else if (ts.isCallExpression(node)) sites.push(...manifests(node, scope));
    else {
      const typed = typedLiteral(node, scope);
      if (typed !== null) sites.push(typed);
    }
  }
  const values = valuesIn(scope);
  const all = withoutShared([...sites, ...values.flatMap((own) => own.sites)]);
  const documents = [...sites, ...values].map(({ value }) => value);
  return {
    sites: all.map((site) => ({ ...site, document: documents.indexOf(site.value) })),
    documents,
    values,
  };
}

/** Two workloads that are made of one literal: what is edited for one is edited for both. */
function withoutShared(sites: readonly Site[]): readonly Site[] {
  return sites.map((site) => {
    const twin = sites.some(
      (other) =>
        other !== site &&
        site.spec !== null &&
        other.spec === site.spec &&
        other.value !== site.value,
    );
    return twin ? { ...site, trouble: site.trouble ?? 'another workload is made of it too' } : site;
  });
}

function constructed(node: ts.NewExpression, origin: Origin, scope: Scope): Site | null {
  const last = origin.names.at(-1) ?? '';
  const args = node.arguments ?? [];
  const id = (at: number): string => {
    const value = args[at] === undefined ? null : evaluate(args[at], scope);
    return typeof value === 'string' ? value : '';
  };
  const make = (kind: string | null, at: number, name: string): Site | null => {
    const argument = args[at];
    return kind === null || argument === undefined
      ? null
      : literalSite({ node, origin, scope, kind, name, argument });
  };
  switch (origin.framework) {
    case 'l1':
      return make(kubeKind(last), 2, id(1));
    case 'core':
      return last === 'ApiObject' ? make('', 2, id(1)) : null;
    case 'l2':
      if (origin.names.at(-2) === 'k8s') return make(kubeKind(last), 2, id(1));
      return l2Site(node, origin, scope);
    case 'pulumi':
      return make(coreKind(last), 1, id(0));
    case 'models':
      return make(coreKind(last), 0, '');
    case 'eks':
      return null;
    case 'client-node':
      return null;
  }
}

const KUBE = /^Kube([A-Z][A-Za-z]*?)(?:V\d+(?:(?:alpha|beta)\d+)?)?$/i;

function kubeKind(name: string): string | null {
  return coreKind(KUBE.exec(name)?.[1] ?? '');
}

function coreKind(name: string): string | null {
  return CORE_KINDS.some(({ kind }) => kind === name) ? name : null;
}

function apiVersionOf(kind: string): string {
  const group = CORE_KINDS.find((row) => row.kind === kind)?.group ?? '';
  return group === '' ? 'v1' : `${group}/v1`;
}

/** `cluster.addManifest('id', {…}, {…})` of AWS CDK: the receiver has no name that could be followed. */
function manifests(node: ts.CallExpression, scope: Scope): readonly Site[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  if (node.expression.name.text !== 'addManifest') return [];
  const origin = [...scope.imports.values()].find(isEks);
  if (origin === undefined) return [];
  return node.arguments.slice(1).flatMap((argument) => {
    const site = literalSite({ node: argument, origin, scope, kind: '', name: '', argument });
    return site === null ? [] : [site];
  });
}

/** A literal whose type tells the kind: `const pod: k8s.V1Pod = {…}`, `{…} satisfies V1Pod`. */
function typedLiteral(node: ts.Node, scope: Scope): Site | null {
  const typed =
    (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) &&
    node.initializer !== undefined
      ? { type: node.type, argument: node.initializer }
      : ts.isAsExpression(node) || ts.isSatisfiesExpression(node)
        ? { type: node.type, argument: node.expression }
        : ts.isFunctionLike(node) && 'body' in node
          ? { type: node.type, argument: returned(node.body) }
          : null;
  if (typed?.type === undefined || typed.argument === null) return null;
  if (!ts.isTypeReferenceNode(typed.type)) return null;
  const argument = bare(typed.argument);
  if (!ts.isObjectLiteralExpression(argument)) return null;
  const origin = originOf(typed.type.typeName, scope.imports);
  const last = origin?.names.at(-1) ?? '';
  const kind =
    origin?.framework === 'client-node'
      ? coreKind(/^V1(?:beta1)?([A-Z]\w+)$/.exec(last)?.[1] ?? '')
      : origin?.framework === 'models'
        ? coreKind(/^I(\w+)$/.exec(last)?.[1] ?? '')
        : null;
  if (origin === null || kind === null) return null;
  return literalSite({ node: argument, origin, scope, kind, name: '', argument });
}

function returned(body: unknown): ts.Expression | null {
  if (typeof body !== 'object' || body === null || !('kind' in body)) return null;
  const node = body as ts.ConciseBody;
  if (!ts.isBlock(node)) return node;
  const last = node.statements.at(-1);
  return last !== undefined && ts.isReturnStatement(last) ? (last.expression ?? null) : null;
}

interface LiteralRequest {
  readonly node: ts.Node;
  readonly origin: Origin;
  readonly scope: Scope;
  /** Empty: the object says it itself. */
  readonly kind: string;
  readonly name: string;
  readonly argument: ts.Expression;
}

function literalSite(request: LiteralRequest): Site | null {
  const { node, origin, scope, argument } = request;
  const written = evaluate(argument, scope);
  if (!isMap(written)) return null;
  const kind = request.kind === '' ? (textAt(written, ['kind']) ?? '') : request.kind;
  const apiVersion =
    textAt(written, ['apiVersion']) ?? (request.kind === '' ? '' : apiVersionOf(kind));
  const podPath = rowFor(apiVersion, kind, [])?.podPaths[0]?.split('.') ?? null;
  // A kind that embeds several pods names them by lists, which literals of a program seldom do.
  if (podPath === null || podPath.some((step) => step.endsWith('[*]'))) return null;
  const way = descend(argument, podPath, scope);
  if (way === null) return null;
  const containers = listOf(way.literal, 'containers', way.scope);
  if (containers === null) return null;
  const init = listOf(way.literal, 'initContainers', way.scope);
  const value = { ...written, apiVersion, kind };
  const site: Site = {
    origin,
    node,
    apiVersion,
    kind,
    name: textAt(written, ['metadata', 'name']) ?? request.name,
    value,
    podPath,
    document: 0,
    keys: LIST_KEYS,
    values: null,
    spec: way.literal,
    scope: way.scope,
    containers,
    init,
    added: [],
    addedInits: [],
    trouble:
      way.trouble ??
      containers.trouble ??
      init?.trouble ??
      spreadTrouble(way.literal, LIST_KEYS, way.scope),
    caveats: [],
  };
  return { ...site, value: withLists(value, podPath, site) };
}

/** The object with its lists as they were read: they may be put together elsewhere. */
function withLists(value: Value, path: Path, site: Site): ValueMap {
  const [step, ...rest] = path;
  const map = isMap(value) ? value : {};
  if (step === undefined) {
    const inits = allInits(site).map((item) => item.value);
    const { initContainers: _, ...others } = map;
    const containers = allContainers(site).map((item) => item.value);
    return { ...others, containers, ...(site.init === null ? {} : { initContainers: inits }) };
  }
  return { ...map, [step]: withLists(map[String(step)] ?? {}, rest, site) };
}
