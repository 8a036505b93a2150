import { posix } from 'node:path';
import type {
  Kustomization,
  LabelSet,
  Patch,
  Selector,
  Unfollowed,
  Written,
} from '../../model/kustomize.js';
import { nodeId } from '../../model/node.js';
import {
  isList,
  isMap,
  listAt,
  mapAt,
  textAt,
  type Value,
  type ValueMap,
} from '../../model/value.js';
import { linesOf } from '../../text/lines.js';
import { placeIn } from '../../text/place.js';
import { CHARTS, GATHERED, type PatchEntry, type PatchKey, patchEntriesIn } from '../fields.js';
import { fieldPathsIn } from '../render/field-paths.js';
import { selectorOf } from '../render/selector.js';
import { inlineSheets, type WrittenDocument, writtenDocuments } from '../render/written.js';
import { inTree, type Sources } from './paths.js';
import { wordsOf } from './reachable.js';
import { imageOf, transformersIn } from './transformer-files.js';

/** Reads a kustomization, and the patches in the files that it names; null where it says nothing. */
export function readKustomization(path: string, sources: Sources): Kustomization | null {
  const text = sources.read(path) ?? '';
  const sheet = writtenDocuments(path, text, sources.readOnly(path))[0];
  if (sheet === undefined && isEmpty(text)) return null;
  if (sheet === undefined || !isMap(sheet.value)) return unreadable(path, text, sources);
  const { value } = sheet;
  const folder = posix.dirname(path);
  const patches = new PatchReader(path, folder, sheet, sources);
  const patchesOf = (...keys: readonly PatchKey[]): readonly Patch[] =>
    patchEntriesIn(value, keys).flatMap((entry) => patches.entry(entry));
  const merges = patchesOf('patchesStrategicMerge', 'patches');
  const jsonPatches = patchesOf('patchesJson6902');
  const { fieldPaths, unknown } = fieldPathsIn(path, sheet, sources);
  const own = transformersIn(sheet, folder, sources);
  return {
    path,
    folder,
    isComponent: value.kind === 'Component',
    resources: [...listAt(value, ['resources']), ...listAt(value, ['bases'])].flatMap((entry) =>
      inTree(folder, entry, sources),
    ),
    components: listAt(value, ['components']).flatMap((entry) => inTree(folder, entry, sources)),
    isWhole: isWhole(value, folder, sources),
    merges,
    jsonPatches,
    fieldPaths,
    namespace: textAt(value, ['namespace']) ?? '',
    namePrefix: textAt(value, ['namePrefix']) ?? '',
    nameSuffix: textAt(value, ['nameSuffix']) ?? '',
    labels: [...labelsOf(value), ...own.labels],
    annotations: { ...mapAt(value, ['commonAnnotations']), ...own.annotations },
    images: [...listAt(value, ['images']).filter(isMap).map(imageOf), ...own.images],
    unknown: [...patches.unknown, ...unknown, ...own.unknown, ...ownTypes(sheet)],
    place: sheet.written([]).place,
  };
}

class PatchReader {
  readonly unknown: Unfollowed[] = [];

  constructor(
    private readonly path: string,
    private readonly folder: string,
    private readonly sheet: WrittenDocument,
    private readonly sources: Sources,
  ) {}

  /** The patches of one entry of a list of patches. */
  entry({ at, target, inline, file }: PatchEntry): readonly Patch[] {
    const selector = target === undefined ? null : selectorOf(target, at[0] === 'patches');
    if (inline !== null) return this.inline(inline.text, this.sheet.written(inline.at), selector);
    return file === null ? [] : this.file(file, this.sheet.written(at), selector);
  }

  private inline(text: string, written: Written, target: Selector | null): readonly Patch[] {
    const sheets = inlineSheets(text, written);
    if (sheets.length === 0) this.cannot('an inline patch that cannot be parsed', text, written);
    return sheets.flatMap((sheet) => this.patch(sheet, target));
  }

  private file(name: string, written: Written, target: Selector | null): readonly Patch[] {
    const [path] = inTree(this.folder, name, this.sources);
    const text = path === undefined ? null : this.sources.read(path);
    if (path === undefined || text === null) {
      this.cannot(`the patch ${name} is not in the tree`, '', written);
      return [];
    }
    const sheets = writtenDocuments(path, text, this.sources.readOnly(path));
    if (sheets.length === 0) this.cannot(`the patch ${path} cannot be parsed`, text, written);
    return sheets.flatMap((sheet) => this.patch(sheet, target));
  }

  private patch(sheet: WrittenDocument, target: Selector | null): readonly Patch[] {
    const written = sheet.written([]);
    const id = nodeId(written.path, written.at);
    const common = { ...written, id, kustomization: this.path, target };
    if (isList(sheet.value)) return [{ ...common, form: 'json6902', value: sheet.value }];
    return isMap(sheet.value) ? [{ ...common, form: 'merge', value: sheet.value }] : [];
  }

  private cannot(why: string, text: string, { place }: Written): void {
    this.unknown.push({ why, text, place });
  }
}

function labelsOf(value: ValueMap): readonly LabelSet[] {
  const common = mapAt(value, ['commonLabels']);
  return [
    ...(common === undefined ? [] : [{ pairs: common, inTemplates: true, inSelectors: true }]),
    ...listAt(value, ['labels'])
      .filter(isMap)
      .map((entry) => ({
        pairs: mapAt(entry, ['pairs']) ?? {},
        inTemplates: entry.includeSelectors === true || entry.includeTemplates === true,
        inSelectors: entry.includeSelectors === true || speaksOfSelectors(entry.fields),
      })),
  ];
}

/** Field specs of its own that lead into selectors (`spec/selector`). */
function speaksOfSelectors(fields: Value | undefined): boolean {
  return fields !== undefined && /selector/i.test(JSON.stringify(fields));
}

const MADE = ['generators', ...CHARTS, 'transformers', 'openapi'];

function isWhole(value: ValueMap, folder: string, sources: Sources): boolean {
  const named = GATHERED.flatMap((key) => listAt(value, [key]));
  return (
    MADE.every((key) => value[key] === undefined) &&
    named.every((entry) => inTree(folder, entry, sources).length > 0)
  );
}

/** What may change a workload in ways that only kustomize itself can tell. */
function ownTypes(sheet: WrittenDocument): readonly Unfollowed[] {
  if (mapAt(sheet.value, ['openapi']) === undefined) return [];
  const { place } = sheet.written(['openapi']);
  return [{ why: 'custom types (openapi) are not evaluated', text: '', place }];
}

/**
 * A kustomization that cannot be parsed: kustomize may be less strict (it takes a key that stands
 * twice), so what it names is taken for its resources, and nothing is known of what it does to them.
 */
function unreadable(path: string, text: string, { nameOf }: Sources): Kustomization {
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
function isEmpty(text: string): boolean {
  return text.split('\n').every((line) => /^\uFEFF?\s*(?:#.*|---.*|\.\.\.)?$/.test(line));
}
