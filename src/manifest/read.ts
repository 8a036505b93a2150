import { Composer, type CST, type Document, Lexer, type ParsedNode, Parser } from 'yaml';
import { type DocumentSlice, splitDocuments } from '../files/scan/documents.js';
import { namesKind } from '../files/scan/kind.js';
import { mayHoldPodOrAddition } from '../files/scan/pod.js';
import { makesItems, TEMPLATED } from '../files/scan/template.js';
import type { Problem, SourceFile } from '../model/source.js';
import type { ReadContext, Reading } from '../model/transform.js';
import { atOnce } from '../process/breathe.js';
import { linesOf } from '../text/lines.js';
import { placeIn } from '../text/place.js';
import { commentsOf } from '../yaml/comments.js';
import { EndlessAlias, toValue } from '../yaml/to-value.js';
import type { ManifestData, ManifestDocument } from './data.js';
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
  const documents: ManifestDocument[] = [];
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

interface Unread {
  readonly kind: Problem['kind'];
  /** In the document, or null where there is no place to go to. */
  readonly offset: number | null;
  readonly message: string;
  readonly remedy: string;
}

function* readDocument(
  path: string,
  text: string,
  slice: DocumentSlice,
): Generator<void, ManifestDocument | Unread> {
  if (text.length > LARGEST_DOCUMENT)
    return {
      kind: 'too-large',
      offset: 0,
      message: `document ${slice.index + 1} is ${Math.round(text.length / 1024 / 1024)} MB, larger than any object that an API server takes`,
      remedy: 'split it, or leave it out with --exclude',
    };
  if (makesItems(text)) return templated();
  try {
    const tokens = yield* tokensOf(text);
    const composer = new Composer<ParsedNode>({
      keepSourceTokens: true,
      merge: true,
      logLevel: 'error',
    });
    yield;
    const trees = composed(composer, tokens, text.length);
    const tree = trees[0];
    if (tree === undefined || trees.length > 1) return notOneDocument(slice);
    const error = tree.errors[0];
    if (error !== undefined) return unparsed(text, tree);
    yield;
    const comments = commentsOf(tokens);
    if (isTemplate(path, text, tree, comments)) return templated();
    const value = toValue(tree);
    const lines = linesOf(text);
    return { index: slice.index, base: slice.start, lines, tree, value, comments };
  } catch (error) {
    return thrown(error, text);
  }
}

/** A template has an error a line: nobody asks where in the parser each was made, and a stack costs more than a line. */
function composed(
  composer: Composer<ParsedNode>,
  tokens: readonly CST.Token[],
  end: number,
): readonly Document.Parsed[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return [...composer.compose(tokens, true, end)];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Tokens between two pauses. */
const MANY = 5000;

/** What `Parser.parse` does, with pauses: one document may be a List of thousands. */
function* tokensOf(text: string): Generator<void, CST.Token[]> {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    count++;
    if (count % MANY === 0) yield;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function unparsed(text: string, tree: Document.Parsed): Unread {
  const error = tree.errors[0];
  if (looksTemplated(text)) return templated();
  const duplicate = error?.code === 'DUPLICATE_KEY';
  return {
    kind: 'unparsable',
    offset: error?.pos[0] ?? 0,
    message: duplicate
      ? 'the same key stands twice in one mapping, and readers disagree which one counts'
      : wordsOf(error?.message ?? 'not YAML'),
    remedy: duplicate
      ? 'remove one of the two'
      : 'repair the document; others in the file are not affected',
  };
}

/** The parser's words without its place, which is said in ours. */
function wordsOf(message: string): string {
  const words = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
  return words.replace(/^Missing closing (["'])quote$/, 'a quote ($1) is never closed');
}

function templated(): Unread {
  return { ...TEMPLATED, offset: null };
}

function notOneDocument(slice: DocumentSlice): Unread {
  return {
    kind: 'unparsable',
    offset: 0,
    message: `document ${slice.index + 1} cannot be told apart from its neighbours`,
    remedy: 'put --- between the documents',
  };
}

/** What `yaml` throws for: merges of what is no map, alias bombs (ReferenceError) and nesting beyond the stack (RangeError). */
function thrown(error: unknown, text: string): Unread {
  if (error instanceof RangeError)
    return {
      kind: 'unparsable',
      offset: 0,
      message: 'nested too deeply to be read',
      remedy: 'leave it out with --exclude',
    };
  if (error instanceof EndlessAlias)
    return {
      kind: 'unparsable',
      offset: error.offset,
      message: `${error.message}: it would have no end`,
      remedy: 'repair the document; others in the file are not affected',
    };
  // `yaml` says so when it makes values, not when it reads (YAML 1.1, merge key type).
  if (error instanceof Error && error.message.startsWith('Merge sources must be maps'))
    return {
      kind: 'unparsable',
      offset: Math.max(text.indexOf('<<'), 0),
      message: 'a merge key (<<) names something that is no map, or stands below',
      remedy: 'repair the document; others in the file are not affected',
    };
  const alias =
    error instanceof ReferenceError
      ? /Unresolved alias[^:]{0,300}: (\S{1,1000})$/.exec(error.message)?.[1]
      : undefined;
  if (alias !== undefined)
    return {
      kind: 'unparsable',
      offset: Math.max(text.indexOf(`*${alias}`), 0),
      message: `the alias *${alias} has no anchor above it`,
      remedy: 'repair the document; others in the file are not affected',
    };
  if (error instanceof ReferenceError)
    return {
      kind: 'unparsable',
      offset: 0,
      message: 'its aliases multiply beyond any real manifest (an alias bomb)',
      remedy: 'write out the aliases, or leave it out with --exclude',
    };
  throw error;
}
