import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { CustomKind } from '../model/settings.js';
import type { Path } from '../model/value.js';
import { commentColumn, lineAt, lineText } from '../text/lines.js';
import type { YamlDocument } from '../yaml/document.js';
import { blockItems, lastLine } from '../yaml/items.js';
import { isBlockSeq, mapNodeAt, pairOf, startOf } from '../yaml/nodes.js';
import { podsIn } from './pods.js';

/** The lines of one container, for the comments that speak of it. */
export interface Span {
  readonly firstLine: number;
  readonly dashLine: number;
  readonly lastLine: number;
}

export interface ContainerLines extends Span {
  readonly list: string;
  readonly podPath: Path;
  readonly index: number;
}

export function containerLines(
  document: YamlDocument,
  kinds: readonly CustomKind[],
): readonly ContainerLines[] {
  return podsIn(document.value, kinds).flatMap((pod) => {
    const map = mapNodeAt(document, pod.path);
    if (map === null) return [];
    return [pod.keys.containers, pod.keys.init].flatMap((list) =>
      itemLines(document, pairOf(map, list)?.value).map((span, index) => ({
        ...span,
        list,
        podPath: pod.path,
        index,
      })),
    );
  });
}

/** The lines of the items of a list, in order. */
export function itemLines(document: YamlDocument, seq: unknown): readonly Span[] {
  if (!isSeq(seq)) return [];
  if (isBlockSeq(seq)) return blockItems(document.lines, seq);
  return (seq.items as Node[]).map((item) => linesOfNode(document, item, item));
}

/** The lines of what begins with one node and ends with another, with the comments above it. */
export function linesOfNode({ lines }: YamlDocument, first: Node, last: Node): Span {
  const dashLine = lineAt(lines, startOf(first));
  let firstLine = dashLine;
  while (firstLine > 0 && commentColumn(lineText(lines, firstLine - 1)) !== null) firstLine--;
  return { firstLine, dashLine, lastLine: lastLine(lines, last, startOf(first)) };
}

/** Lines with a key or a dash on the way from a document's root to a pod's containers. */
export function nodeLines(
  document: YamlDocument,
  kinds: readonly CustomKind[],
): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const pod of podsIn(document.value, kinds))
    for (const line of linesOnTheWay(document, [...pod.path, pod.keys.containers])) lines.add(line);
  return lines;
}

/** The lines that an `ignore` comment may stand above to speak of the node at a path. */
export function linesOnTheWay(document: YamlDocument, path: Path): readonly number[] {
  const lines: number[] = [];
  let node: unknown = document.tree.contents;
  // The first key stands for the whole document.
  if (isMap(node)) {
    const key = node.items[0]?.key;
    if (isScalar(key)) lines.push(lineAt(document.lines, startOf(key)));
  }
  for (const step of path) {
    if (isMap(node)) {
      const pair = pairOf(node, String(step));
      if (pair === null) break;
      lines.push(lineAt(document.lines, startOf(pair.key)));
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (node !== undefined) lines.push(lineAt(document.lines, startOf(node as Node)));
    } else break;
  }
  return lines;
}
