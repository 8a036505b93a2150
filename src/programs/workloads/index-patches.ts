import { ts } from 'ts-morph';
import { rowFor } from '../../manifest/kinds/kinds.js';
import { push } from '../../model/groups.js';
import { isMap, listAt, textAt, type Value } from '../../model/value.js';
import { WHEN } from '../evaluate/computed.js';
import { originOf } from '../syntax/origins.js';
import { bare } from '../syntax/parse.js';
import { holderOf, reachOf } from '../syntax/reach.js';
import type { Scope } from '../syntax/scope.js';
import { mayPatch, PATCH_WORD, type Patch, patchesIn } from './patches.js';
import type { Site } from './site.js';

/** A patch of one field of a container that is known, in one workload that is known. */
export interface IndexPatch {
  readonly patch: Patch;
  /** Its path, written out. */
  readonly literal: ts.StringLiteralLike;
  /** As JSON pointers: the pod spec, and what follows the container. */
  readonly podSpec: string;
  readonly list: 'containers' | 'initContainers';
  readonly index: number;
  /** The container that it hits. */
  readonly name: string;
  readonly rest: string;
}

export interface SitePatches {
  /** They can follow their containers. */
  readonly certain: readonly IndexPatch[];
  /** What may be for this workload, too. */
  readonly others: readonly Patch[];
}

const known = new WeakMap<readonly Site[], ReadonlyMap<Site, SitePatches>>();

/** The patches of a file by the workloads that they may be for, looked up once. */
export function patchesBySite(sites: readonly Site[]): ReadonlyMap<Site, SitePatches> {
  const found = known.get(sites);
  if (found !== undefined) return found;
  const patched = sites.filter(({ values, scope }) => values === null && isPatched(scope));
  const named = sitesByName(patched);
  const scopes = new Map(
    [...new Set(patched.map(({ scope }) => scope))].map((scope) => [scope, targeted(scope, named)]),
  );
  const patches = new Map(
    patched.map((site) => {
      const written = scopes.get(site.scope);
      const own = [...(written?.get(site) ?? []), ...(written?.get(null) ?? [])];
      return [site, patchesOf(site, own)] as const;
    }),
  );
  known.set(sites, patches);
  return patches;
}

interface Targeted {
  readonly patch: Patch;
  readonly target: Site | null;
}

/** By the workload that is patched; null: that is not sure. */
function targeted(scope: Scope, named: SitesByName): ReadonlyMap<Site | null, readonly Targeted[]> {
  const found = new Map<Site | null, Targeted[]>();
  for (const patch of patchesIn(scope)) {
    const target = targetOf(patch, named);
    push(found, target, { patch, target });
  }
  const handed = scope.imported(PATCH_WORD).flatMap(patchesOfWhatIsGiven);
  if (handed.length > 0)
    found.set(null, [
      ...(found.get(null) ?? []),
      ...handed.map((patch) => ({ patch, target: null })),
    ]);
  return found;
}

function isPatched(scope: Scope): boolean {
  return mayPatch(scope) || scope.imported(PATCH_WORD).length > 0;
}

/** Patches of a file in functions of it that are given something: the workload may be that. */
function patchesOfWhatIsGiven(scope: Scope): readonly Patch[] {
  return patchesIn(scope).filter(({ node }) => {
    const holder = ts.findAncestor(node, ts.isFunctionLike);
    return (
      holder !== undefined && !ts.isConstructorDeclaration(holder) && holder.parameters.length > 0
    );
  });
}

/** null: the expression may be more than one of them. */
type SitesByName = ReadonlyMap<ts.Node, Site | null>;

function sitesByName(sites: readonly Site[]): SitesByName {
  const named = new Map<ts.Node, Site | null>();
  for (const site of sites) {
    if (!ts.isExpression(site.node)) continue;
    for (const { node, doubt } of reachOf(site.node).references) {
      const key = bare(node);
      const isSure = doubt === null && (named.get(key) ?? site) === site;
      named.set(key, isSure && named.get(key) !== null ? site : null);
    }
  }
  return named;
}

function patchesOf(site: Site, all: readonly Targeted[]): SitePatches {
  const certain = all.flatMap(({ patch, target }) =>
    target === null ? [] : (indexPatch(patch, target) ?? []),
  );
  const patches = all.map(({ patch }) => patch);
  const others = patches.filter((patch) => certain.every((own) => own.patch !== patch));
  const isMoving = others.some((patch) => changesLists(patch) || isAbove(patch, site));
  return isMoving ? { certain: [], others: patches } : { certain, others };
}

/** Behind such a patch an index counts in another list than the one that is written. */
function changesLists({ path, code }: Patch): boolean {
  return path === null ? /ontainer/.test(code) : /ontainers(?:\/[^/]*)?$/.test(path);
}

/** Whether a patch is for the pod spec as a whole, or for what holds it. */
export function isAbove({ path }: Patch, site: Site): boolean {
  const podSpec = podSpecOf(site);
  return path !== null && podSpec !== null && `${podSpec}/`.startsWith(`${path}/`);
}

function podSpecOf({ apiVersion, kind }: Site): string | null {
  const podPath = rowFor(apiVersion, kind, [])?.podPaths[0]?.split('.');
  return podPath === undefined ? null : podPath.map((step) => `/${step}`).join('');
}

const FIELD = /^(.{0,500})\/(containers|initContainers)\/(0|[1-9]\d{0,9})(\/.+)$/;

function indexPatch(patch: Patch, site: Site): IndexPatch | null {
  const { argument, operation } = patch;
  const literal = bare(argument);
  if (!/^(?:add|replace|remove)$/.test(operation) || !ts.isStringLiteralLike(literal)) return null;
  // Escapes would make the text another one than its value.
  if (literal.getText().slice(1, -1) !== literal.text) return null;
  if (site.scope.file !== site.node.getSourceFile()) return null;
  const podSpec = podSpecOf(site);
  const [, before, list, step, rest = ''] = FIELD.exec(literal.text) ?? [];
  if (before !== podSpec || podSpec === null || rest.startsWith('/name')) return null;
  if (list !== 'containers' && list !== 'initContainers') return null;
  const names = namesOf(site);
  const index = Number(step);
  const name = names?.[list][index];
  return name === undefined ? null : { patch, literal, podSpec, list, index, name, rest };
}

export type Names = Readonly<Record<IndexPatch['list'], readonly string[]>>;

/** The names of both lists in their order; null where that is not known to the last one. */
export function namesOf(site: Site): Names | null {
  const { containers, init, added, addedInits } = site;
  // Calls that add may stand behind a condition.
  if (containers === null || added.length + addedInits.length > 0) return null;
  if (site.trouble !== null || containers.grows !== null || (init?.grows ?? null) !== null)
    return null;
  const named = (key: string): readonly string[] =>
    listAt(site.value, [...site.podPath, key]).map((item) => nameOf(item));
  const names = { containers: named('containers'), initContainers: named('initContainers') };
  const all = [...names.containers, ...names.initContainers];
  const written = containers.items.length + (init?.items.length ?? 0);
  const isKnown = !all.includes('') && new Set(all).size === all.length && all.length === written;
  return isKnown ? names : null;
}

function nameOf(item: Value): string {
  return isMap(item) && item[WHEN] === undefined ? (textAt(item, ['name']) ?? '') : '';
}

/**
 * The workload of `addJsonPatch` on `x`, `ApiObject.of(x)` or `x.node.defaultChild`, or null where that
 * is not sure.
 */
function targetOf({ node, scope }: Patch, named: SitesByName): Site | null {
  const given = holderOf(node);
  const call = given.parent;
  if (!ts.isCallExpression(call) || !call.arguments.includes(given)) return null;
  const method = call.expression;
  if (!ts.isPropertyAccessExpression(method) || method.name.text !== 'addJsonPatch') return null;
  const receiver = bare(method.expression);
  const inner = ts.isCallExpression(receiver) ? objectIn(receiver, scope) : childOf(receiver);
  const site = named.get(inner ?? receiver) ?? null;
  // What cdk8s-plus makes is no ApiObject by itself; an ApiObject has no child.
  const isPlus = site?.value.props !== undefined;
  const fits = ts.isCallExpression(receiver) || (inner === null ? !isPlus : isPlus);
  return fits ? site : null;
}

/** `x` in `ApiObject.of(x)`. */
function objectIn(call: ts.CallExpression, scope: Scope): ts.Expression | null {
  const origin = originOf(call.expression, scope);
  const [argument] = call.arguments;
  if (origin?.framework !== 'core' || origin.names.slice(-2).join('.') !== 'ApiObject.of')
    return null;
  return argument === undefined ? null : bare(argument);
}

/** `x` in `x.node.defaultChild`. */
function childOf(receiver: ts.Expression): ts.Expression | null {
  if (!ts.isPropertyAccessExpression(receiver) || receiver.name.text !== 'defaultChild')
    return null;
  const node = bare(receiver.expression);
  const isNode = ts.isPropertyAccessExpression(node) && node.name.text === 'node';
  return isNode ? bare(node.expression) : null;
}
