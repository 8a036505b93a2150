import { ts } from 'ts-morph';

export interface Syntax {
  readonly message: string;
  readonly offset: number;
}

/**
 * A source as the TypeScript parser sees it: no checker, no program, no wrappers. `ts` comes from
 * ts-morph everywhere in this transform, for the numbers of node kinds differ between releases.
 */
export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, scriptKind(path));
}

function scriptKind(path: string): ts.ScriptKind {
  if (/\.tsx$/i.test(path)) return ts.ScriptKind.TSX;
  if (/\.[cm]?jsx?$/i.test(path)) return ts.ScriptKind.JSX;
  return ts.ScriptKind.TS;
}

/** The first syntax error, or null. */
export function syntaxError(file: ts.SourceFile): Syntax | null {
  // Kept on the node for the language service; the public way to it builds a program.
  const found: unknown = Reflect.get(file, 'parseDiagnostics');
  const first: unknown = Array.isArray(found) ? found[0] : undefined;
  if (!isDiagnostic(first)) return null;
  const { messageText, start } = first;
  return { message: ts.flattenDiagnosticMessageText(messageText, ' '), offset: start };
}

interface Diagnostic {
  readonly start: number;
  readonly messageText: string | ts.DiagnosticMessageChain;
}

function isDiagnostic(value: unknown): value is Diagnostic {
  return typeof value === 'object' && value !== null && 'start' in value && 'messageText' in value;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Comment extends Span {
  readonly text: string;
}

export interface Tokens {
  /** Everything but white space and comments. */
  readonly tokens: readonly Span[];
  readonly comments: readonly Comment[];
}

/**
 * Each token and each comment, in order. The scanner alone cannot tell a regular expression, a part of
 * a template or the text of JSX from other things: where they stand is taken from the tree.
 */
export function tokensOf(file: ts.SourceFile): Tokens {
  const tokens: Span[] = [];
  const comments: Comment[] = [];
  const { text } = file;
  const whole = new Map<number, number>();
  for (const node of nodesIn(file)) {
    const start = isWhole(node) ? node.getStart(file) : node.end;
    // White space between tags has no text.
    if (start < node.end) whole.set(start, node.end);
  }
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, file.languageVariant, text);
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const start = scanner.getTokenStart();
    const end = whole.get(start) ?? scanner.getTokenEnd();
    if (whole.has(start)) scanner.resetTokenState(end);
    if (whole.has(start) || !isTrivia(kind)) tokens.push({ start, end });
    else if (COMMENTS.has(kind)) comments.push({ text: text.slice(start, end), start, end });
  }
  return { tokens, comments };
}

function isWhole(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    ts.isJsxText(node)
  );
}

const COMMENTS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.SingleLineCommentTrivia,
  ts.SyntaxKind.MultiLineCommentTrivia,
]);

function isTrivia(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstTriviaToken && kind <= ts.SyntaxKind.LastTriviaToken;
}

/** Every node below one, itself first, in the order of the text. */
export function* nodesIn(root: ts.Node): Generator<ts.Node> {
  const pending: ts.Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    yield node;
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    pending.push(...children.reverse());
  }
}

/** An expression without what only the checker looks at: parentheses, `as`, `satisfies`, `!`. */
export function bare(node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner)
  )
    inner = inner.expression;
  return inner;
}

/** The name of a property, also where it is a text in brackets, or null where it is computed. */
export function keyOf(name: ts.PropertyName | undefined): string | null {
  if (name === undefined) return null;
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name))
    return name.text;
  const inner = ts.isComputedPropertyName(name) ? bare(name.expression) : null;
  return inner !== null && ts.isStringLiteralLike(inner) ? inner.text : null;
}

/** An expression as it can stand in a sentence. */
export function short(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
