import { isMap as isMapNode, isSeq, type Node, type Pair } from 'yaml';
import type { Span } from '../../manifest/directives.js';
import { type Container, containerOf } from '../../model/container.js';
import type { Directive } from '../../model/directive.js';
import type { Place } from '../../model/source.js';
import {
  isList,
  isMap,
  type Path,
  textAt,
  type Value,
  type ValueMap,
  valueAt,
} from '../../model/value.js';
import { commentColumn, type Lines, lineAt, lineText } from '../../text/lines.js';
import type { YamlDocument } from '../../yaml/document.js';
import { blockItems, lastLine } from '../../yaml/items.js';
import { isBlockSeq, mapNodeAt, pairOf, startOf } from '../../yaml/nodes.js';
import { type MadeSidecar, switchSitesIn } from '../charts/switches.js';
import { imageOf } from '../resolve/image.js';
import type { ValuesPart } from './data.js';
import { allSitesIn } from './sites.js';

/** The lines of one container, with the comments that stand above it. */
export interface ValuesSpan extends Span {
  readonly base: number;
  readonly lines: Lines;
  /** Of the key that holds all of them. */
  readonly key: number;
}

/** Where the containers of a part stand. */
export function spansIn({ inner, root }: ValuesPart): readonly ValuesSpan[] {
  const values = valueAt(inner.value, root);
  return [
    ...allSitesIn(values).flatMap(({ path, key }) => {
      const map = mapNodeAt(inner, [...root, ...path]);
      return map === null ? [] : spansOf(inner, pairOf(map, key));
    }),
    ...switchSitesIn(values).flatMap(({ path, sidecars }) =>
      sidecars.flatMap((sidecar) => switchSpan(inner, [...root, ...path], sidecar) ?? []),
    ),
  ];
}

/** Where a sidecar is set that a chart makes. */
export function switchSpan(
  document: YamlDocument,
  path: Path,
  { key }: MadeSidecar,
): ValuesSpan | null {
  const map = mapNodeAt(document, path);
  const pair = map === null ? null : pairOf(map, key);
  if (pair === null) return null;
  const span = spanAt(document, pair.key, pair.value ?? pair.key);
  const above = mapNodeAt(document, path.slice(0, -1));
  const holder = above === null ? null : pairOf(above, String(path.at(-1)));
  return {
    ...span,
    key: holder === null ? span.dashLine : lineAt(document.lines, startOf(holder.key)),
  };
}

/** The same for one list or map of containers, in order. */
export function spansOf(
  document: YamlDocument,
  pair: Pair<Node, Node | null> | null,
): readonly ValuesSpan[] {
  const { lines, base } = document;
  const node = pair?.value ?? null;
  const key = pair === null ? 0 : lineAt(lines, startOf(pair.key));
  if (isSeq(node)) {
    if (isBlockSeq(node))
      return blockItems(lines, node).map(({ firstLine, dashLine, lastLine: last }) => ({
        base,
        lines,
        key,
        firstLine,
        dashLine,
        lastLine: last,
      }));
    return node.items.map((item) => ({
      ...spanAt(document, item as Node, item as Node),
      key,
    }));
  }
  if (!isMapNode(node)) return [];
  return (node.items as Pair<Node, Node | null>[]).map(({ key: name, value }) => ({
    ...spanAt(document, name, value ?? name),
    key,
  }));
}

function spanAt({ lines, base }: YamlDocument, key: Node, value: Node): Omit<ValuesSpan, 'key'> {
  const dashLine = lineAt(lines, startOf(key));
  let firstLine = dashLine;
  while (firstLine > 0 && commentColumn(lineText(lines, firstLine - 1)) !== null) firstLine--;
  return { base, lines, firstLine, dashLine, lastLine: lastLine(lines, value, startOf(key)) };
}

export interface ContainersRequest {
  readonly value: Value | undefined;
  readonly kind: Container['kind'];
  /** Places of the items, in order; what has none stands at `place`. */
  readonly places: readonly Place[];
  readonly place: Place;
  readonly directives: (index: number) => readonly Directive[];
}

/** The containers of a list, or of a map that is keyed by their names. */
export function containersOf(request: ContainersRequest): readonly Container[] {
  const { value, kind, places, place, directives } = request;
  return named(value).map(([name, own], index) =>
    containerOf(own, {
      name,
      image: imageOf(own),
      kind,
      index,
      place: places[index] ?? place,
      directives: directives(index),
    }),
  );
}

function named(value: Value | undefined): readonly (readonly [string, ValueMap])[] {
  if (isList(value)) return value.filter(isMap).map((item) => [textAt(item, ['name']) ?? '', item]);
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([name, item]): [string, ValueMap][] =>
    isMap(item) ? [[name, item]] : [],
  );
}
