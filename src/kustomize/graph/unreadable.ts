import { posix } from 'node:path';
import type { Kustomization } from '../../model/kustomize.js';
import { linesOf } from '../../text/lines.js';
import { placeIn } from '../../text/place.js';
import type { Sources } from './paths.js';
import { wordsOf } from './reachable.js';

/**
 * A kustomization that cannot be parsed: kustomize may be less strict (it takes a key that stands
 * twice), so what it names is taken for its resources, and nothing is known of what it does to them.
 */
export function unreadable(path: string, text: string, { nameOf }: Sources): Kustomization {
  const folder = posix.dirname(path);
  const place = placeIn(linesOf(text), path, 0);
  return {
    path,
    folder,
    isComponent: /^[ \t]{0,99}["']?kind["']?\s{0,99}:\s{0,99}["']?Component\b/m.test(text),
    resources: wordsOf(path, text).map(nameOf),
    components: [],
    isWhole: false,
    merges: [],
    jsonPatches: [],
    fieldPaths: [],
    namespace: '',
    namePrefix: '',
    nameSuffix: '',
    labels: [],
    annotations: {},
    images: [],
    unknown: [{ why: 'the kustomization cannot be parsed', text: '', place }],
    place,
  };
}

/** Nothing but comments and separators. */
export function isEmpty(text: string): boolean {
  return text.split('\n').every((line) => /^\uFEFF?\s*(?:#.*|---.*|\.\.\.)?$/.test(line));
}
