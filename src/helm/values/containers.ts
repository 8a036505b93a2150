import { isMap as isMapNode } from 'yaml';
import { itemLines, linesOfNode, type Span } from '../../manifest/container-lines.js';
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
import { type Lines, lineAt } from '../../text/lines.js';
import type { YamlDocument } from '../../yaml/document.js';
import { type Entry, mapNodeAt, pairOf, startOf } from '../../yaml/nodes.js';
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
  const span = linesOfNode(document, pair.key, pair.value ?? pair.key);
  const above = mapNodeAt(document, path.slice(0, -1));
  const holder = above === null ? null : pairOf(above, String(path.at(-1)));
  const line = holder === null ? span.dashLine : lineAt(document.lines, startOf(holder.key));
  return placed(document, span, line);
}

/** The same for one list or map of containers, in order. */
export function spansOf(document: YamlDocument, pair: Entry | null): readonly ValuesSpan[] {
  const node = pair?.value ?? null;
  const key = pair === null ? 0 : lineAt(document.lines, startOf(pair.key));
  const spans = isMapNode(node)
    ? (node.items as Entry[]).map((each) => linesOfNode(document, each.key, each.value ?? each.key))
    : itemLines(document, node);
  return spans.map((span) => placed(document, span, key));
}

function placed({ lines, base }: YamlDocument, span: Span, key: number): ValuesSpan {
  return { ...span, base, lines, key };
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
