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

const COMMENT = /\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g;

/** Each token and each comment, in order; what stands before a token is its trivia. */
export function tokensOf(file: ts.SourceFile): Tokens {
  const tokens: Span[] = [];
  const comments: Comment[] = [];
  const pending: ts.Node[] = [file];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const children = node.getChildren(file).filter((child) => !ts.isJSDoc(child));
    if (children.length > 0) {
      pending.push(...children.reverse());
      continue;
    }
    const start = node.getStart(file);
    for (const match of file.text.slice(node.pos, start).matchAll(COMMENT)) {
      const at = node.pos + match.index;
      comments.push({ text: match[0], start: at, end: at + match[0].length });
    }
    if (node.end > start) tokens.push({ start, end: node.end });
  }
  return { tokens, comments };
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

/** The name of a property as it is spelled, or null where it is computed. */
export function keyOf(name: ts.PropertyName | undefined): string | null {
  if (name === undefined) return null;
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name))
    return name.text;
  return null;
}
