import { ts } from 'ts-morph';
import { CORE_KINDS } from '../../manifest/kinds/kinds-core.js';
import { isMap } from '../../model/value.js';
import { isComputed } from '../evaluate/computed.js';
import { evaluate } from '../evaluate/evaluate.js';
import { valuesIn } from '../releases/release-sites.js';
import { isEks } from '../releases/releases.js';
import { lookAt, mentionsList } from '../syntax/looks.js';
import type { Origin } from '../syntax/modules.js';
import { originOf } from '../syntax/origins.js';
import { bare, keyOf, nodesIn, short } from '../syntax/parse.js';
import { isSuper, reachOf } from '../syntax/reach.js';
import type { Scope } from '../syntax/scope.js';
import { typesIn, valuesWithType } from '../syntax/typed.js';
import type { Item } from './item.js';
import { l2Site } from './l2.js';
import { filledLater, literalSite } from './literal-site.js';
import { containersAdded } from './patches.js';
import type { Made } from './program.js';
import { allContainers, type Found, isSite, makerOf, type Site } from './site.js';

/** Every workload and every release of a file, each in the order of the text. */
export function madeIn(scope: Scope): Made {
  const found: Found[] = [];
  for (const node of nodesIn(scope.file)) {
    if (ts.isNewExpression(node) || isSuper(node)) {
      const maker = makerOf(node);
      const origin = maker === null ? null : originOf(maker, scope);
      const site = origin === null ? null : constructed(node, origin, scope);
      if (site !== null) found.push(site);
    } else if (ts.isCallExpression(node))
      found.push(...manifests(node, scope), ...created(node, scope));
    else found.push(...typedLiterals(node, scope));
  }
  const all = onlyOnce(found);
  const values = valuesIn(scope);
  const workloads = all.filter(isSite);
  const documents = [...workloads, ...values].map(({ value }) => value);
  const sites = withoutShared([...workloads, ...values.flatMap((own) => own.sites)])
    .map((site) => (site.values === null ? lookedAt(site) : site))
    .map((site) => ({ ...site, document: documents.indexOf(site.value) }));
  const unread = all.flatMap((own) => own.unread ?? (isSite(own) ? hiddenIn(own) : null) ?? []);
  return {
    sites,
    documents,
    values,
    unread: [
      ...unread,
      ...values.flatMap((own) => own.unread),
      ...strayCalls(scope, sites),
      ...containersAdded(scope),
    ],
  };
}

/** `const pod: V1Pod = {…} as V1Pod` says twice what one literal is. */
function onlyOnce(found: readonly Found[]): readonly Found[] {
  const nodes = new Set<ts.Node>();
  return found.filter((own) => {
    const node = isSite(own) ? own.node : own.unread;
    const isNew = !nodes.has(node);
    nodes.add(node);
    return isNew;
  });
}

/** What of a list cannot be read: an entry, or what else is put into one that nobody would look at. */
function hiddenIn(site: Site): ts.Node | null {
  const items = allContainers(site);
  const entry = items.find(isUnread)?.element ?? null;
  if (entry !== null || items.length > 1) return entry;
  return site.containers?.grows ?? filledLater(site.node);
}

/** An entry that may be any container, or several. */
function isUnread({ value }: Item): boolean {
  return isMap(value) && isComputed(value) && value.name === undefined && value.image === undefined;
}

/** Calls that add containers to a workload of cdk8s-plus that is not known. */
function strayCalls(scope: Scope, sites: readonly Site[]): readonly ts.Node[] {
  if (![...scope.imports.values()].some(({ framework }) => framework === 'l2')) return [];
  const known = new Set(
    sites.flatMap(({ added, addedInits }) => [...added, ...addedInits].map(({ call }) => call)),
  );
  return [...nodesIn(scope.file)].filter(
    (node) =>
      ts.isPropertyAccessExpression(node) &&
      (node.name.text === 'addContainer' || node.name.text === 'attachContainer') &&
      !(ts.isCallExpression(node.parent) && known.has(node.parent)),
  );
}

/** A list that the program looks at later is left as it is. */
function lookedAt(site: Site): Site {
  const { node } = site;
  // `transformations` of Pulumi, and whatever else is given beside the object.
  const beside =
    ts.isNewExpression(node) && site.spec !== null
      ? node.arguments?.find((own) => !isAround(own, site.spec) && mentionsList(own))
      : undefined;
  const look = beside ?? filledLater(node);
  if (look === null) return site;
  const line = look.getSourceFile().getLineAndCharacterOfPosition(look.getStart()).line + 1;
  return { ...site, trouble: site.trouble ?? `line ${line} reads the list (${short(look)})` };
}

function isAround(outer: ts.Node, inner: ts.Node | null): boolean {
  return inner !== null && outer.pos <= inner.pos && outer.end >= inner.end;
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
    return twin
      ? { ...site, trouble: site.trouble ?? 'another workload is made from it too' }
      : site;
  });
}

function constructed(
  node: ts.NewExpression | ts.CallExpression,
  origin: Origin,
  scope: Scope,
): Found | null {
  const last = origin.names.at(-1) ?? '';
  const args = node.arguments ?? [];
  const id = (at: number): string => {
    const value = args[at] === undefined ? null : evaluate(args[at], scope);
    return typeof value === 'string' ? value : '';
  };
  const make = (kind: string | null, at: number, name: string): Found | null => {
    const argument = args[at];
    return kind === null || argument === undefined
      ? null
      : literalSite({ node, origin, scope, kind, name, argument });
  };
  // A list of objects, and a part of one, is not looked into.
  const isOpaque = /(?:List|Patch|^KubernetesManifest)$/.test(last);
  const whole = args.find((argument) => isOpaque && /ontainers/.test(argument.getText()));
  if (whole !== undefined) return { unread: whole };
  switch (origin.framework) {
    case 'l1':
      return make(kubeKind(last), 2, id(1));
    case 'core':
      return last === 'ApiObject' ? make('', 2, id(1)) : null;
    case 'l2':
      if (origin.names.at(-2) === 'k8s') return make(kubeKind(last), 2, id(1));
      return l2Site(node, origin, scope);
    case 'pulumi':
      return make(last === 'CustomResource' ? '' : coreKind(last), 1, id(0));
    case 'models':
      return make(coreKind(last), 0, '');
    case 'eks':
      return null;
    case 'client-node': {
      const look = typedKind(origin) === null ? null : lookAt(reachOf(node));
      return look === null ? null : { unread: look };
    }
  }
}

const KUBE = /^Kube([A-Z][A-Za-z]*?)(?:V\d+(?:(?:alpha|beta)\d+)?)?$/i;

function kubeKind(name: string): string | null {
  return coreKind(KUBE.exec(name)?.[1] ?? '');
}

function coreKind(name: string): string | null {
  return CORE_KINDS.some(({ kind }) => kind === name) ? name : null;
}

const CREATES = /^(?:create|replace)Namespaced([A-Z][A-Za-z]*)$/;

/** `api.createNamespacedPod({ namespace, body: {…} })`, and the older `(namespace, {…})`. */
function created(node: ts.CallExpression, scope: Scope): readonly Found[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  const kind = coreKind(CREATES.exec(node.expression.name.text)?.[1] ?? '');
  const origin = [...scope.imports.values()].find((own) => own.framework === 'client-node');
  if (kind === null || origin === undefined) return [];
  return node.arguments.flatMap((given) => {
    const literal = bare(given);
    if (!ts.isObjectLiteralExpression(literal)) return [];
    const body = literal.properties.find((own) => keyOf(own.name) === 'body');
    const own = body !== undefined && ts.isPropertyAssignment(body) ? body.initializer : literal;
    const argument = bare(own);
    if (!ts.isObjectLiteralExpression(argument)) return [];
    return literalSite({ node: argument, origin, scope, kind, name: '', argument }) ?? [];
  });
}

/** `cluster.addManifest('id', {…}, {…})` of AWS CDK: the receiver has no name that could be followed. */
function manifests(node: ts.CallExpression, scope: Scope): readonly Found[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  if (node.expression.name.text !== 'addManifest') return [];
  const origin = [...scope.imports.values()].find(isEks);
  if (origin === undefined) return [];
  return node.arguments.slice(1).flatMap((argument) => {
    const site = literalSite({ node: argument, origin, scope, kind: '', name: '', argument });
    return site === null ? [] : [site];
  });
}

/** Literals whose type tells the kind: `const pod: k8s.V1Pod = {…}`, `{…} satisfies V1Pod`. */
function typedLiterals(node: ts.Node, scope: Scope): readonly Found[] {
  return valuesWithType(node).flatMap(({ type, value }) =>
    typesIn(type).flatMap((own): readonly Found[] => {
      const origin = originOf(own.typeName, scope);
      const kind = origin === null ? null : typedKind(origin);
      if (origin === null || kind === null) return [];
      const literals = ts.isArrayLiteralExpression(value) ? value.elements.map(bare) : [value];
      return literals.flatMap((argument) => {
        if (!ts.isObjectLiteralExpression(argument)) return [];
        return literalSite({ node: argument, origin, scope, kind, name: '', argument }) ?? [];
      });
    }),
  );
}

function typedKind({ framework, names }: Origin): string | null {
  const last = names.at(-1) ?? '';
  if (framework === 'client-node')
    return coreKind(/^V1(?:beta1)?([A-Z]\w+)$/.exec(last)?.[1] ?? '');
  return framework === 'models' ? coreKind(/^I(\w+)$/.exec(last)?.[1] ?? '') : null;
}
