import { ts } from 'ts-morph';
import { LIST_KEYS, rowFor } from '../../manifest/kinds/kinds.js';
import { CORE_KINDS } from '../../manifest/kinds/kinds-core.js';
import { isMap, type Path, textAt, type Value, type ValueMap, valueAt } from '../../model/value.js';
import { isComputed } from '../evaluate/computed.js';
import { descend } from '../evaluate/descend.js';
import { evaluate } from '../evaluate/evaluate.js';
import { spreadBehind, spreadTrouble } from '../evaluate/spreads.js';
import { lookAt } from '../syntax/looks.js';
import type { Origin } from '../syntax/modules.js';
import { reachOf } from '../syntax/reach.js';
import type { Scope } from '../syntax/scope.js';
import { elsewhere, mayHide } from './elsewhere.js';
import { listOf } from './lists.js';
import { allContainers, allInits, type Found, type Site, type Unread } from './site.js';

interface LiteralRequest {
  readonly node: ts.Node;
  readonly origin: Origin;
  readonly scope: Scope;
  /** Empty: the object says it itself. */
  readonly kind: string;
  readonly name: string;
  readonly argument: ts.Expression;
}

/** A workload of which the object is written out, perhaps with parts that come from elsewhere. */
export function literalSite(request: LiteralRequest): Found | null {
  const { node, origin, scope, argument } = request;
  const written = evaluate(argument, scope);
  if (!isMap(written)) return null;
  const isHidden = isComputed(written) || (request.kind === '' && isMap(written.kind));
  if (isHidden) return { unread: argument };
  const kind = request.kind === '' ? (textAt(written, ['kind']) ?? '') : request.kind;
  const apiVersion =
    textAt(written, ['apiVersion']) ?? (request.kind === '' ? '' : apiVersionOf(kind));
  const row = rowFor(apiVersion, kind, []);
  // What nobody knows is searched, as it is in YAML: the rules say what is to be said of it.
  const podPath =
    row === null && kind !== '' && apiVersion !== ''
      ? podPathIn(written)
      : (row?.podPaths[0]?.split('.') ?? null);
  // A kind that embeds several pods names them by lists, which literals of a program seldom do.
  if (kind === 'List' || podPath?.some((step) => step.endsWith('[*]')) === true)
    return /ontainers/.test(argument.getText()) ? { unread: argument } : null;
  if (podPath === null) return null;
  const way = descend(argument, podPath, scope);
  const containers = way === null ? null : listOf(way.literal, 'containers', way.scope);
  const place = way?.literal ?? argument;
  const other = containers === null ? elsewhere(valueAt(written, podPath), place) : null;
  const init = way === null ? null : listOf(way.literal, 'initContainers', way.scope);
  // Where an operator makes the main container all extras may have moved.
  const hasMoved = row?.extras === true && init !== null;
  if (containers === null && other === null && !hasMoved)
    return unreadIn(mayHide(written, podPath) ? place : filledLater(node));
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
    spec: way?.literal ?? null,
    scope: way?.scope ?? scope,
    containers,
    init,
    added: other?.items ?? [],
    addedInits: [],
    trouble:
      way?.trouble ??
      containers?.trouble ??
      other?.trouble ??
      init?.trouble ??
      (way === null ? null : spreadTrouble(way.literal, LIST_KEYS, way.scope)),
    caveats: [],
    unread: way === null || containers === null ? null : spreadBehind(way.literal, way.scope),
  };
  return { ...site, value: withLists(value, podPath, site) };
}

/** The way to the first list of two containers in an object of a kind that nobody knows, by its keys. */
function podPathIn(value: Value, path: readonly string[] = []): readonly string[] | null {
  if (!isMap(value)) return null;
  const { containers } = value;
  const items = Array.isArray(containers) ? (containers as readonly Value[]) : [];
  if (items.length > 1 && items.every((item) => textAt(item, ['name']) !== undefined)) return path;
  for (const [key, own] of Object.entries(value)) {
    const found = podPathIn(own, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

/** What gives an object its containers once it is made. */
export function filledLater(node: ts.Node): ts.Node | null {
  return ts.isExpression(node) ? lookAt(reachOf(node)) : null;
}

function unreadIn(unread: ts.Node | null): Unread | null {
  return unread === null ? null : { unread };
}

/** The object with its lists as they were read: they may be put together elsewhere. */
function withLists(value: Value, path: Path, site: Site): ValueMap {
  const [step, ...rest] = path;
  const map = isMap(value) ? value : {};
  if (step === undefined) {
    const inits = allInits(site).map((item) => item.value);
    const { initContainers: _, containers: __, ...others } = map;
    const containers = allContainers(site).map((item) => item.value);
    return {
      ...others,
      ...(containers.length === 0 ? {} : { containers }),
      ...(site.init === null ? {} : { initContainers: inits }),
    };
  }
  return { ...map, [step]: withLists(map[String(step)] ?? {}, rest, site) };
}

function apiVersionOf(kind: string): string {
  const group = CORE_KINDS.find((row) => row.kind === kind)?.group ?? '';
  return group === '' ? 'v1' : `${group}/v1`;
}
