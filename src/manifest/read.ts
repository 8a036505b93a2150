import { namesKind } from '../files/scan/kind.js';
import { mayHoldPodOrAddition } from '../files/scan/pod.js';
import { makesItems, TEMPLATED } from '../files/scan/template.js';
import type { Problem, SourceFile } from '../model/source.js';
import type { ReadContext, Reading } from '../model/transform.js';
import { atOnce } from '../process/event-loop.js';
import { linesOf } from '../text/lines.js';
import { placeIn } from '../text/place.js';
import type { YamlDocument } from '../yaml/document.js';
import { readDocumentInSteps } from '../yaml/read.js';
import { type DocumentSlice, splitDocuments } from '../yaml/stream.js';
import type { ManifestData } from './data.js';
import { directiveProblems } from './directives.js';
import { isTemplate, looksTemplated } from './templates.js';

/** The API server takes objects of up to 3 MiB; anything larger is data, not a manifest. */
const LARGEST_DOCUMENT = 8 * 1024 * 1024;

/** Reads a stream document by document: a broken one hurts none of its neighbours. */
export function readManifest(
  file: SourceFile,
  context: ReadContext,
  isWorth: (text: string) => boolean = mayHoldPodOrAddition,
): Reading<ManifestData> {
  return atOnce(readManifestInSteps(file, context, isWorth));
}

/** The same with a pause behind each document. */
export function* readManifestInSteps(
  file: SourceFile,
  context: ReadContext,
  isWorth: (text: string) => boolean = mayHoldPodOrAddition,
): Generator<void, Reading<ManifestData>> {
  const documents: YamlDocument[] = [];
  const problems: Problem[] = [];
  const lines = linesOf(file.text);
  const skipped: DocumentSlice[] = [];
  for (const slice of splitDocuments(file.text)) {
    yield;
    const text = file.text.slice(slice.start, slice.end);
    if (!context.thorough && !isWorth(text) && !isNamed(text, context)) {
      skipped.push(slice);
      continue;
    }
    const read = yield* readDocument(file.path, text, slice);
    if (!('message' in read)) {
      documents.push(read);
      continue;
    }
    // Templated files are counted, not spelled out document by document.
    if (read.kind === 'templated' && problems.some((problem) => problem.kind === 'templated'))
      continue;
    const place =
      read.offset === null ? null : placeIn(lines, file.path, slice.start + read.offset);
    problems.push({
      kind: read.kind,
      path: file.path,
      place,
      message: read.message,
      remedy: read.remedy,
    });
  }
  const data: ManifestData = { documents, lines, kinds: context.kinds };
  problems.push(...directiveProblems(file, data, skipped));
  const comments = documents.flatMap((document) => document.comments.map(({ text }) => text));
  return { file, data, problems, comments };
}

/** Whether a text holds a kind that the config names: its list may have one item, or none any more. */
function isNamed(text: string, { kinds }: ReadContext): boolean {
  return kinds.length > 0 && namesKind(text, (own) => kinds.some(({ kind }) => kind === own));
}

/** What is said of a document that cannot be read; null: there is no place to go to. */
type Unread = Pick<Problem, 'kind' | 'message' | 'remedy'> & { readonly offset: number | null };

const TEMPLATE: Unread = { ...TEMPLATED, offset: null };

function* readDocument(
  path: string,
  text: string,
  slice: DocumentSlice,
): Generator<void, YamlDocument | Unread> {
  if (text.length > LARGEST_DOCUMENT)
    return {
      kind: 'too-large',
      offset: 0,
      message: `document ${slice.index + 1} is ${Math.round(text.length / 1024 / 1024)} MB, larger than any object that an API server accepts`,
      remedy: 'split it, or leave it out with --exclude',
    };
  if (makesItems(text)) return TEMPLATE;
  const read = yield* readDocumentInSteps(text, slice, (tree, comments) =>
    isTemplate(path, text, tree, comments),
  );
  if (!('why' in read)) return read;
  const { why, offset, message, remedy } = read;
  if (why === 'foreign' || (why === 'syntax' && looksTemplated(text))) return TEMPLATE;
  return { kind: 'unparsable', offset, message, remedy };
}
