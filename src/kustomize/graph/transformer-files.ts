import { posix } from 'node:path';
import { isInline } from '../../files/scan/inline.js';
import { KUSTOMIZATIONS } from '../../files/scan/kustomization.js';
import type { ImageChange, LabelSet, Unfollowed } from '../../model/kustomize.js';
import { isMap, listAt, mapAt, textAt, type Value, type ValueMap } from '../../model/value.js';
import { inlineSheets, type WrittenDocument, writtenDocuments } from '../render/written.js';
import { inTree, type Sources } from './paths.js';

/** What the `transformers` of a kustomization do to its workloads, as far as it can be followed. */
export interface OwnTransformers {
  readonly images: readonly ImageChange[];
  readonly labels: readonly LabelSet[];
  readonly annotations: ValueMap;
  readonly unknown: readonly Unfollowed[];
}

/** kustomize's own transformers of images, labels and annotations; all others may do anything. */
export function transformersIn(
  sheet: WrittenDocument,
  folder: string,
  sources: Sources,
): OwnTransformers {
  const images: ImageChange[] = [];
  const labels: LabelSet[] = [];
  const annotations: Record<string, Value> = {};
  const unknown: Unfollowed[] = [];
  for (const [i, entry] of listAt(sheet.value, ['transformers']).entries()) {
    const written = sheet.written(['transformers', i]);
    const configs =
      typeof entry !== 'string'
        ? null
        : isInline(entry)
          ? inlineSheets(entry, written).map(({ value }) => value)
          : configsAt(folder, entry, sources);
    const cannot = (text: string): void => {
      unknown.push({ why: 'transformers are not evaluated', text, place: written.place });
    };
    if (configs === null || configs.length === 0) cannot('');
    for (const config of configs ?? []) {
      const kind = textAt(config, ['apiVersion']) === 'builtin' ? textAt(config, ['kind']) : null;
      const pairs = (key: string): ValueMap => mapAt(config, [key]) ?? {};
      if (kind === 'ImageTagTransformer') images.push(imageOf(pairs('imageTag')));
      else if (kind === 'LabelTransformer')
        labels.push({
          pairs: pairs('labels'),
          inTemplates: JSON.stringify(config).includes('template'),
          inSelectors: /selector/i.test(JSON.stringify(config)),
        });
      else if (kind === 'AnnotationsTransformer') Object.assign(annotations, pairs('annotations'));
      else cannot(JSON.stringify(config));
    }
  }
  return { images, labels, annotations, unknown };
}

/** The configurations in a file, or in the files that a folder's kustomization only lists. */
function configsAt(folder: string, entry: string, sources: Sources): readonly Value[] | null {
  const [path] = inTree(folder, entry, sources);
  if (path === undefined) return null;
  const text = sources.read(path);
  if (text !== null) return writtenDocuments(path, text).map(({ value }) => value);
  for (const name of KUSTOMIZATIONS) {
    const file = posix.join(path, name);
    const own = sources.read(file);
    if (own === null) continue;
    const value = writtenDocuments(file, own)[0]?.value;
    if (!onlyLists(value)) return null;
    const files = listAt(value, ['resources']).map((each) => inTree(path, each, sources)[0]);
    const texts = files.map((each) => (each === undefined ? null : sources.read(each)));
    if (texts.includes(null)) return null;
    return texts.flatMap((each) => writtenDocuments(file, each ?? '').map((own) => own.value));
  }
  return null;
}

const LISTING: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'namespace',
  'resources',
]);

/** Whether a kustomization gives its resources as they are; a namespace is nothing to a transformer. */
export function onlyLists(kustomization: Value | undefined): kustomization is ValueMap {
  return isMap(kustomization) && Object.keys(kustomization).every((key) => LISTING.has(key));
}

export function imageOf(entry: ValueMap): ImageChange {
  const text = (key: string): string => String(entry[key] ?? '');
  return {
    name: text('name'),
    newName: text('newName'),
    newTag: text('newTag'),
    digest: text('digest'),
  };
}
