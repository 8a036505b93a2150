import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { CustomKind } from '../model/settings.js';
import type { Path } from '../model/value.js';
import { lineAt } from '../text/lines.js';
import type { YamlDocument } from '../yaml/document.js';
import { blockItems, lastLine } from '../yaml/items.js';
import { isBlockSeq, mapNodeAt, pairOf, startOf } from '../yaml/nodes.js';
import { podsIn } from './pods.js';

/** The lines of one container, for the comments that speak of it. */
export interface ContainerLines {
  readonly list: string;
  readonly podPath: Path;
  readonly index: number;
  readonly firstLine: number;
  readonly dashLine: number;
  readonly lastLine: number;
}

export function containerLines(
  document: YamlDocument,
  kinds: readonly CustomKind[],
): readonly ContainerLines[] {
  return podsIn(document.value, kinds).flatMap((pod) => {
    const map = mapNodeAt(document, pod.path);
    if (map === null) return [];
    return [pod.keys.containers, pod.keys.init].flatMap((list) =>
      listSpots(document, pairOf(map, list)?.value).map((spot, index) => ({
        ...spot,
        list,
        podPath: pod.path,
        index,
      })),
    );
  });
}

function listSpots(
  document: YamlDocument,
  seq: unknown,
): readonly Pick<ContainerLines, 'firstLine' | 'dashLine' | 'lastLine'>[] {
  if (!isSeq(seq)) return [];
  if (isBlockSeq(seq)) return blockItems(document.lines, seq);
  return seq.items.map((item) => {
    const start = startOf(item as Node);
    const dashLine = lineAt(document.lines, start);
    return {
      firstLine: dashLine,
      dashLine,
      lastLine: lastLine(document.lines, item as Node, start),
    };
  });
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
