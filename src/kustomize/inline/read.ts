import { isScalar, type Scalar } from 'yaml';
import { isInline } from '../../files/scan/inline.js';
import type { ManifestData } from '../../manifest/data.js';
import { readManifest } from '../../manifest/read.js';
import type { SourceFile } from '../../model/source.js';
import type { ReadContext, Reading } from '../../model/transform.js';
import { isMap, listAt, type Path, type Value, valueAt } from '../../model/value.js';
import type { YamlDocument } from '../../yaml/document.js';

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
    textPaths(document.value).flatMap((path): readonly InlinePatch[] => {
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

/** Where a kustomization may hold the text of a patch. */
function textPaths(value: Value): readonly Path[] {
  if (!isMap(value)) return [];
  const paths: Path[] = [];
  for (const key of ['patches', 'patchesJson6902', 'patchesStrategicMerge'])
    for (const i of listAt(value, [key]).keys()) {
      const entry = valueAt(value, [key, i]);
      if (isMap(entry)) paths.push([key, i, 'patch']);
      else if (typeof entry === 'string' && isInline(entry)) paths.push([key, i]);
    }
  return paths.filter((path) => typeof valueAt(value, path) === 'string');
}
