import { isScalar, type Scalar } from 'yaml';
import type { ManifestData } from '../../manifest/data.js';
import { readManifest } from '../../manifest/read.js';
import type { SourceFile } from '../../model/source.js';
import type { ReadContext, Reading } from '../../model/transform.js';
import type { Path } from '../../model/value.js';
import type { YamlDocument } from '../../yaml/document.js';
import { patchEntriesIn } from '../fields.js';

/** A patch that is the text of a node of its kustomization. */
export interface InlinePatch {
  readonly document: YamlDocument;
  readonly path: Path;
  readonly node: Scalar;
  readonly inner: Reading<ManifestData>;
}

export interface KustomizeData {
  readonly outer: Reading<ManifestData>;
  readonly inline: readonly InlinePatch[];
}

export function readKustomization(file: SourceFile, context: ReadContext): Reading<KustomizeData> {
  const thorough = { ...context, thorough: true };
  const outer = readManifest(file, thorough);
  const inline = outer.data.documents.flatMap((document) =>
    patchEntriesIn(document.value).flatMap(({ inline: text }): readonly InlinePatch[] => {
      if (text === null) return [];
      const path = text.at;
      const node = document.tree.getIn(path, true);
      if (!isScalar(node) || typeof node.value !== 'string') return [];
      const inner = readManifest({ ...file, text: node.value }, thorough);
      return inner.problems.length > 0 ? [] : [{ document, path, node, inner }];
    }),
  );
  return {
    file,
    data: { outer, inline },
    problems: outer.problems,
    comments: [...outer.comments, ...inline.flatMap(({ inner }) => inner.comments)],
  };
}
