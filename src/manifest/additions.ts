import { isScalar, type Scalar } from 'yaml';
import { mayAdd } from '../files/scan/kind.js';
import { containerOf } from '../model/container.js';
import { nodeId } from '../model/node.js';
import { type Addition, type Pod, podIn, workloadOf } from '../model/pod.js';
import type { Place, SourceFile } from '../model/source.js';
import type { Reading } from '../model/transform.js';
import {
  isList,
  isMap,
  mapAt,
  type Path,
  textAt,
  type Value,
  type ValueMap,
} from '../model/value.js';
import { placeIn } from '../text/place.js';
import type { YamlDocument } from '../yaml/document.js';
import { startOf } from '../yaml/nodes.js';
import { lineOffsets } from '../yaml/texts.js';
import type { ManifestData } from './data.js';
import { groupOf, LIST_KEYS, rowFor } from './kinds/kinds.js';
import { isInPatch, looksLikeContainers } from './pods.js';
import { readManifest } from './read.js';

/** Longer texts in an object are data, and no patch. */
const LONGEST = 64 * 1024;
/** Into a list of containers: at an index, at its end, or as a whole (RFC 6902). */
const INTO_LIST = /\/containers(?:\/(?:-|\d{1,9}))?$/;

/** What an object adds to pods that are made elsewhere, by a text or by a JSON patch in it. */
interface Found {
  readonly containers: readonly ValueMap[];
  /** Of the node that holds it. */
  readonly path: Path;
  /** Where it stands in the text at that path; null where it is no text. */
  readonly line: number | null;
  readonly addition: Addition;
}

/**
 * Patches that are texts of objects (Flux, Argo CD, `podSpecPatch`), and operations of JSON patches. A
 * list of one in a map is found as a pod spec is (`pods.ts`).
 */
export function additionsOf(
  { file, data }: Pick<Reading<ManifestData>, 'file' | 'data'>,
  document: YamlDocument,
  without: readonly Path[] = [],
): readonly Pod[] {
  const { value } = document;
  if (!isMap(value)) return [];
  const kind = textAt(value, ['kind']) ?? '';
  const group = groupOf(textAt(value, ['apiVersion']) ?? '');
  // What kustomize reads itself is followed, and not only found.
  if (!mayAdd(kind) || kind === '' || group === '' || group === 'kustomize.config.k8s.io')
    return [];
  const isKnown = rowFor(textAt(value, ['apiVersion']) ?? '', kind, data.kinds) !== null;
  return [...found(value, file, without)]
    .filter(({ path }) => !isKnown || isInPatch(path))
    .map((each) => fragmentOf(file, data, document, each));
}

function* found(
  value: Value,
  file: SourceFile,
  without: readonly Path[],
  path: Path = [],
): Generator<Found> {
  if (without.some((other) => other.join('/') === path.join('/'))) return;
  if (typeof value === 'string') yield* inText(value, file, path);
  else if (isList(value))
    for (const [i, item] of value.entries()) yield* found(item, file, without, [...path, i]);
  else if (isMap(value)) {
    const operation = operationOf(value);
    if (operation !== null) yield { ...operation, path, line: null };
    else
      for (const key of Object.keys(value))
        yield* found(value[key] ?? null, file, without, [...path, key]);
  }
}

type Operation = Pick<Found, 'containers' | 'addition'>;

/** An operation that adds to a list of containers. */
function operationOf(value: ValueMap): Operation | null {
  const { op, path } = value;
  if ((op !== 'add' && op !== 'replace') || typeof path !== 'string' || !INTO_LIST.test(path))
    return null;
  const items = isList(value.value) ? value.value : [value.value ?? null];
  if (!looksLikeContainers(items, 1)) return null;
  return {
    containers: items.filter(isMap),
    addition: {
      target: '',
      written: path,
      instead: path.replace(INTO_LIST, '/initContainers/-'),
    },
  };
}

function* inText(text: string, file: SourceFile, path: Path): Generator<Found> {
  if (!text.includes('ontainers') || text.length > LONGEST) return;
  if (!text.includes('\n') && !/^\s*[{[]/.test(text)) return;
  const inner = readManifest(
    { path: file.path, text, provenance: null },
    { kinds: [], thorough: true },
  );
  for (const document of inner.data.documents)
    for (const { at, ...each } of inPatch(document.value)) {
      const node = document.tree.getIn(at, true) as
        | { range?: [number, number, number] }
        | undefined;
      const offset = document.base + (node?.range?.[0] ?? 0);
      yield { ...each, path, line: text.slice(0, offset).split('\n').length - 1 };
    }
}

/** The lists of containers in a patch, whatever it patches. */
function* inPatch(value: Value, at: Path = [], target = ''): Generator<Operation & { at: Path }> {
  if (isList(value)) {
    for (const [i, item] of value.entries()) yield* inPatch(item, [...at, i], target);
    return;
  }
  if (!isMap(value)) return;
  const operation = operationOf(value);
  if (operation !== null) {
    yield { ...operation, at };
    return;
  }
  const own = targetOf(value) || target;
  const { containers } = value;
  if (looksLikeContainers(containers, 1) && isList(containers))
    yield {
      at: [...at, 'containers', 0],
      containers: containers.filter(isMap),
      addition: { target: own, ...writtenAt([...at, 'containers']) },
    };
  else for (const key of Object.keys(value)) yield* inPatch(value[key] ?? null, [...at, key], own);
}

/** What is written at a key, and what should be. */
export function writtenAt(path: Path): Pick<Addition, 'written' | 'instead'> {
  const above = path
    .slice(0, -1)
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  const lead = above.join('').replace(/^\./, '');
  return {
    written: [lead, LIST_KEYS.containers].filter((part) => part !== '').join('.'),
    instead: [lead, LIST_KEYS.init].filter((part) => part !== '').join('.'),
  };
}

/** `StatefulSet sso` of a patch, or of what says what a patch is for. */
export function targetOf(value: Value | undefined): string {
  const kind = textAt(value, ['kind']) ?? '';
  const name = textAt(value, ['metadata', 'name']) ?? textAt(value, ['name']) ?? '';
  return kind === '' ? '' : [kind, name].filter((part) => part !== '').join(' ');
}

function fragmentOf(
  file: SourceFile,
  data: ManifestData,
  document: YamlDocument,
  { containers, path, line, addition }: Found,
): Pod {
  const node = document.tree.getIn(path, true);
  const place = placeOf(file, data, document, isScalar(node) ? node : null, path, line);
  const object = document.value as ValueMap;
  const beside =
    mapAt(object, [...path.slice(0, -1), 'target']) ??
    mapAt(object, [...path.slice(0, -2), 'target']);
  return {
    ...podIn(file, 'manifest', { document: document.index, path }),
    id: nodeId(file.path, { document: document.index, path: [...path, line ?? 0] }),
    keys: LIST_KEYS,
    place,
    workload: workloadOf(object),
    containers: containers.map((value, index) =>
      containerOf(value, { kind: 'container', index, place }),
    ),
    inexpressible: 'it is in a patch that this object contains as a text or as operations',
    addition: { ...addition, target: addition.target || targetOf(beside) },
  };
}

function placeOf(
  file: SourceFile,
  data: ManifestData,
  document: YamlDocument,
  scalar: Scalar | null,
  path: Path,
  line: number | null,
): Place {
  if (scalar !== null && line !== null) {
    const offset = lineOffsets(document, scalar)[line] ?? startOf(scalar);
    return placeIn(data.lines, file.path, document.base + offset);
  }
  const node = document.tree.getIn(path, true) as Scalar | undefined;
  return placeIn(data.lines, file.path, document.base + (node === undefined ? 0 : startOf(node)));
}
