import { isScalar, type Scalar } from 'yaml';
import type { Problem, SourceFile } from '../../src/model/source.js';
import type { ReadContext, Reading } from '../../src/model/transform.js';
import { isMap, type Path, textAt, valueAt } from '../../src/model/value.js';
import { mayHoldPod } from '../../src/scan/pod.js';
import { hasSwitches } from '../../src/scan/switches.js';
import { hasContainers, isFleetFile, isValuesFile } from '../../src/scan/values.js';
import { commentColumn, type Lines, lineAt, lineText } from '../../src/source/lines.js';
import { placeIn } from '../../src/source/place.js';
import type { InlinePatch } from '../kustomize/read.js';
import type { ManifestData, ManifestDocument } from '../manifest/data.js';
import { readManifest } from '../manifest/read.js';
import { type Carrier, carriersIn, fileCarrier, fleetCarrier } from './carriers.js';
import { spotsIn } from './containers.js';
import { commentsInText } from './list-text.js';
import { holdersIn, type Site, sitesIn } from './sites.js';

/** The values of one release, as they stand in a file: a map of its document, or a text in it. */
export interface ValuesPart {
  readonly document: ManifestDocument;
  readonly carrier: Carrier;
  /** The document that holds the values: that of the file, or that of the text. */
  readonly inner: ManifestDocument;
  /** From the root of `inner` to the values. */
  readonly root: Path;
  readonly text: InlinePatch | null;
  readonly sites: readonly Site[];
}

export interface ValuesData {
  readonly outer: Reading<ManifestData>;
  readonly parts: readonly ValuesPart[];
}

export function readValues(file: SourceFile, context: ReadContext): Reading<ValuesData> {
  const isWorth = (text: string): boolean =>
    hasContainers(text) || hasSwitches(text) || mayHoldPod(text);
  const outer = readManifest(file, context, isWorth);
  const parts = outer.data.documents.flatMap((document) =>
    carriersOf(file.path, document).flatMap((carrier) => partOf(outer, document, carrier)),
  );
  const texts = parts.flatMap(({ text }) => (text === null ? [] : [text]));
  const spots = parts.flatMap((part) => (part.text === null ? spotsIn(part) : []));
  return {
    file,
    data: { outer, parts },
    problems: [
      ...brokenTexts(outer, parts),
      // A comment on a container of values speaks of something, whatever a manifest's reader says.
      ...outer.problems.filter(
        ({ kind, place, message }) =>
          kind !== 'comment' ||
          place === null ||
          !message.includes('speaks of nothing') ||
          !spots.some(({ base, lines, key, first, last }) => {
            const line = lineAt(lines, place.offset - base);
            return (line >= first && line <= last) || isAbove(lines, line, key);
          }),
      ),
    ],
    comments: [
      ...outer.comments,
      ...texts.flatMap(({ inner }) => inner.comments),
      ...parts.flatMap(listComments),
    ],
  };
}

/** Comments in the texts of containers: such a text may become a list, and a list such a text. */
function listComments({ inner, root }: ValuesPart): readonly string[] {
  return holdersIn(valueAt(inner.value, root)).flatMap(({ map, key, form }) =>
    form === 'text' || form === 'other' ? commentsInText(map[key]) : [],
  );
}

/** Values in a text that hold containers, as far as anybody can tell, and cannot be read. */
function brokenTexts(
  { file, data }: Reading<ManifestData>,
  parts: readonly ValuesPart[],
): readonly Problem[] {
  return data.documents.flatMap((document) =>
    carriersOf(file.path, document).flatMap(({ path, release }): readonly Problem[] => {
      const text = valueAt(document.value, path);
      if (typeof text !== 'string' || !hasContainers(text)) return [];
      if (
        parts.some((part) => part.document === document && part.carrier.path.join() === path.join())
      )
        return [];
      const node = document.tree.getIn(path, true);
      const start = isScalar(node) ? (node.range?.[0] ?? 0) : 0;
      return [
        {
          kind: 'unparsable',
          path: file.path,
          place: placeIn(data.lines, file.path, document.base + start),
          message: `the values of the ${release.form} ${release.name} are a text that is no YAML of one document`,
          remedy: 'repair the text; what is around it is not affected',
        },
      ];
    }),
  );
}

/** Whether nothing but comments stands between a line and another below it. */
function isAbove(lines: Lines, line: number, below: number): boolean {
  for (let i = line; i < below; i++) if (commentColumn(lineText(lines, i)) === null) return false;
  return line < below;
}

function carriersOf(path: string, { value }: ManifestDocument): readonly Carrier[] {
  if (isFleetFile(path)) return [fleetCarrier(value)];
  const isObject =
    textAt(value, ['apiVersion']) !== undefined && textAt(value, ['kind']) !== undefined;
  if (isObject) return carriersIn(value);
  return isValuesFile(path) && isMap(value) ? [fileCarrier(path, value)] : [];
}

function partOf(
  outer: Reading<ManifestData>,
  document: ManifestDocument,
  carrier: Carrier,
): readonly ValuesPart[] {
  const value = valueAt(document.value, carrier.path);
  if (isMap(value)) {
    const sites = sitesIn(value);
    return [{ document, carrier, inner: document, root: carrier.path, text: null, sites }];
  }
  const node = document.tree.getIn(carrier.path, true);
  if (!isScalar(node) || typeof node.value !== 'string') return [];
  return inText(outer, document, carrier, node);
}

/** Values that stand in a text: what is no YAML of one document is a text like any other. */
function inText(
  { file, data }: Reading<ManifestData>,
  document: ManifestDocument,
  carrier: Carrier,
  node: Scalar,
): readonly ValuesPart[] {
  const text = String(node.value);
  const context = { kinds: data.kinds, thorough: true };
  const inner = readManifest({ ...file, text }, context);
  const [only, ...others] = inner.data.documents;
  if (
    only === undefined ||
    others.length > 0 ||
    inner.problems.some(({ kind }) => kind !== 'comment')
  )
    return [];
  const patch = { document, path: carrier.path, node, inner };
  return [{ document, carrier, inner: only, root: [], text: patch, sites: sitesIn(only.value) }];
}
