import {
  Composer,
  type CST,
  type Document,
  Lexer,
  type ParsedNode,
  Parser,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { Value } from '../model/value.js';
import { type Lines, linesOf } from '../text/lines.js';
import { commentsOf } from './comments.js';
import type { Comment, YamlDocument } from './document.js';
import { Memo } from './memo.js';
import { type DocumentSlice, splitDocuments } from './stream.js';
import { toValue } from './to-value.js';
import { type Unreadable, unreadable, unvalued } from './unreadable.js';

/** As kustomize, Helm and kubectl read: YAML 1.2 with merge keys, and a key counts once. */
const OPTIONS = { merge: true, logLevel: 'silent' } as const;

/** A text that is read to be looked at. */
export interface ParsedText {
  readonly tree: Document.Parsed;
  readonly value: Value;
}

/** The one document that a text is, or null: broken, several, an alias bomb, or nested beyond the stack. */
export function parsedText(text: string): ParsedText | null {
  try {
    const tree = treeIn(text);
    return tree === null ? null : { tree, value: toValue(tree) };
  } catch {
    return null;
  }
}

const LOOKED_AT = new Memo<Document.Parsed | null>();

function treeIn(text: string): Document.Parsed | null {
  const read = READ.get(text);
  if (read !== undefined && read.others === 0) return read.error === null ? read.tree : null;
  const known = LOOKED_AT.get(text);
  if (known !== undefined) return known;
  const parsed = withoutStacks(() => parseDocument(text, OPTIONS));
  const tree = parsed.errors.length > 0 ? null : parsed;
  LOOKED_AT.keep(text, tree);
  return tree;
}

/** Its value; undefined where it has none that can be read. */
export function valueIn(text: string): Value | undefined {
  return parsedText(text)?.value;
}

/** The value of every document that can be read; a broken one hurts none of its neighbours. */
export function valuesIn(text: string): readonly Value[] {
  return splitDocuments(text).flatMap(({ start, end }) => {
    const value = valueIn(text.slice(start, end));
    return value === undefined ? [] : [value];
  });
}

/** What stands in a text, whether it is right or not, and without merge keys: for who checks it key by key. */
export function treeOf(text: string, options: { readonly merge: boolean }): Document.Parsed {
  return withoutStacks(() => parseDocument(text, { ...OPTIONS, ...options }));
}

/** Every comment of a text, in order. */
export function commentsIn(text: string): readonly string[] {
  return commentsOf([...new Parser().parse(text)]).map((comment) => comment.text);
}

/** Whether a tree is not meant to be read as YAML, for all that it can be. */
export type IsForeign = (tree: Document.Parsed, comments: readonly Comment[]) => boolean;

/** A document that is to be edited, with tokens and comments; pauses where it is large. */
export function* readDocumentInSteps(
  text: string,
  slice: DocumentSlice,
  isForeign: IsForeign = () => false,
): Generator<void, YamlDocument | Unreadable> {
  try {
    const read = READ.get(text) ?? (yield* parsedInSteps(text));
    if (read === null || read.others > 0) return severalDocuments(slice);
    const { tree, error, lines, comments } = read;
    if (error !== null) return unreadable(error);
    if (isForeign(tree, comments)) return { why: 'foreign', offset: 0, message: '', remedy: '' };
    // Objects are told apart by which value they are: each reading has its own.
    const value = toValue(tree);
    return { index: slice.index, base: slice.start, lines, tree, value, comments };
  } catch (error) {
    return unvalued(error, text);
  }
}

/** What the parser makes of a text. Nobody writes into it: whoever reads the same text has the same. */
interface Parsed {
  readonly tree: Document.Parsed;
  readonly error: YAMLError | null;
  readonly comments: readonly Comment[];
  readonly lines: Lines;
  /** Documents behind the first one. */
  readonly others: number;
}

const READ = new Memo<Parsed>();

function* parsedInSteps(text: string): Generator<void, Parsed | null> {
  const tokens = yield* tokensOf(text);
  yield;
  const [tree, ...others] = treesOf(tokens, text.length);
  if (tree === undefined) return null;
  const [error = null] = tree.errors;
  yield;
  const comments = error === null ? commentsOf(tokens) : [];
  const parsed = { tree, error, comments, lines: linesOf(text), others: others.length };
  READ.keep(text, parsed);
  return parsed;
}

/** The same at once for a text that is one document; null where it is none. */
export function readDocument(text: string): YamlDocument | null {
  const [slice, ...others] = splitDocuments(text);
  if (slice === undefined || others.length > 0) return null;
  const steps = readDocumentInSteps(text, slice);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return 'why' in step.value ? null : step.value;
}

function treesOf(
  tokens: readonly CST.Token[],
  end: number,
): readonly Document.Parsed<ParsedNode>[] {
  const composer = new Composer<ParsedNode>({ ...OPTIONS, keepSourceTokens: true });
  return withoutStacks(() => [...composer.compose(tokens, true, end)]);
}

/** A template has an error a line: nobody asks where in the parser each was made, and a stack costs more than a line. */
function withoutStacks<T>(parse: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parse();
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

function severalDocuments({ index }: DocumentSlice): Unreadable {
  return {
    why: 'value',
    offset: 0,
    message: `document ${index + 1} cannot be separated from its neighbors`,
    remedy: 'put --- between the documents',
  };
}
