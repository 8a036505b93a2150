import type { Path } from './value.js';

/** Where a pod spec is in its file: the document of the stream and the path inside it. */
export interface At {
  readonly document: number;
  readonly path: Path;
}

/** Where something is written, as one word: unique in a run, and stable. */
export function nodeId(path: string, { document, path: node }: At): string {
  return `${path}#${document}/${node.join('/')}`;
}

/** The keys of a pod spec that hold the two lists: a custom kind may name them otherwise. */
export interface ListKeys {
  readonly containers: string;
  readonly init: string;
}
