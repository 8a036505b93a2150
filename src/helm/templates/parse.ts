import { type Pipe, parsePipe, piecesOf } from './expression.js';
import { lex, type Token } from './lex.js';

/** From the start of the opening delimiter to the end of the closing one. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One way through `if`, `with` or `range`; a pipe of null is the `else` without a condition. */
export interface Branch {
  readonly keyword: 'if' | 'with' | 'range' | 'else';
  readonly pipe: Pipe | null;
  /** Variables that are set for the branch: `$i, $x := …`. */
  readonly variables: readonly string[];
  readonly open: Span;
  /** The condition as it is written. */
  readonly words: string;
  readonly body: readonly Node[];
}

export type Node =
  | (Span & { readonly kind: 'text'; readonly text: string })
  | (Span & { readonly kind: 'output'; readonly pipe: Pipe })
  | (Span & {
      readonly kind: 'assign';
      readonly name: string;
      readonly declares: boolean;
      readonly pipe: Pipe;
    })
  | (Span & {
      readonly kind: 'control';
      readonly branches: readonly Branch[];
      readonly close: Span;
    })
  | (Span & { readonly kind: 'define'; readonly name: string; readonly body: readonly Node[] })
  | (Span & { readonly kind: 'template'; readonly name: string; readonly pipe: Pipe | null });

/** Reads a template; null where it is none, or says something that is not understood. */
export function parseTemplate(source: string): readonly Node[] | null {
  const tokens = lex(source);
  if (tokens === null) return null;
  try {
    const parser = new Parser(tokens);
    const nodes = parser.nodes();
    return parser.isDone ? nodes : null;
  } catch (error) {
    if (error instanceof NoTemplate) return null;
    throw error;
  }
}

class NoTemplate extends Error {}

/** No person nests conditions so deep, and every parser has an end. */
const DEEPEST = 200;

type Action = Token & { readonly kind: 'action' };

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get isDone(): boolean {
    return this.at === this.tokens.length;
  }

  /** Up to an `else` or `end` that belongs to somebody else. */
  nodes(): readonly Node[] {
    if (++this.depth > DEEPEST) throw new NoTemplate();
    const nodes = this.siblings();
    this.depth--;
    return nodes;
  }

  private siblings(): readonly Node[] {
    const nodes: Node[] = [];
    for (let token = this.tokens[this.at]; token !== undefined; token = this.tokens[this.at]) {
      if (token.kind === 'text') {
        nodes.push({ ...token });
        this.at++;
        continue;
      }
      if (/^(?:else|end)\b/.test(token.body)) return nodes;
      this.at++;
      nodes.push(...this.action(token));
    }
    return nodes;
  }

  private action(token: Action): readonly Node[] {
    const { start, end, body } = token;
    const [, word = '', rest = ''] = /^(\w+)\b\s*([\s\S]*)$/.exec(body) ?? [];
    switch (word) {
      case 'if':
      case 'with':
      case 'range':
        return [this.control(token, word, rest)];
      case 'define':
      case 'block': {
        const [, name, argument = ''] = /^["`]([^"`]+)["`]\s*([\s\S]*)$/.exec(rest) ?? [];
        if (name === undefined) throw new NoTemplate();
        const own = this.nodes();
        const close = this.closing();
        const define: Node = { kind: 'define', start, end: close.end, name, body: own };
        if (word === 'define') return [define];
        return [define, { kind: 'template', start, end, name, pipe: pipeOf(argument) }];
      }
      case 'template': {
        const [, name, argument = ''] = /^["`]([^"`]+)["`]\s*([\s\S]*)$/.exec(rest) ?? [];
        if (name === undefined) throw new NoTemplate();
        return [{ kind: 'template', start, end, name, pipe: argument ? pipeOf(argument) : null }];
      }
      case 'break':
      case 'continue':
        return [];
      default:
        return [simple(token)];
    }
  }

  private control(token: Action, keyword: Branch['keyword'], condition: string): Node {
    const branches: Branch[] = [branchOf(token, keyword, condition, this.nodes())];
    for (;;) {
      const next = this.tokens[this.at];
      if (next?.kind !== 'action') throw new NoTemplate();
      this.at++;
      if (/^end\b/.test(next.body)) {
        const { start, end } = next;
        return { kind: 'control', start: token.start, end, branches, close: { start, end } };
      }
      const [, word, rest = ''] = /^else\b\s{0,999}(if|with)?\b\s*([\s\S]*)$/.exec(next.body) ?? [];
      const own = word === 'if' || word === 'with' ? word : 'else';
      branches.push(branchOf(next, own, rest, this.nodes()));
    }
  }

  private closing(): Span {
    const next = this.tokens[this.at];
    if (next?.kind !== 'action' || !/^end\b/.test(next.body)) throw new NoTemplate();
    this.at++;
    return next;
  }
}

function branchOf(
  { start, end }: Span,
  keyword: Branch['keyword'],
  condition: string,
  body: readonly Node[],
): Branch {
  const [, variables = '', rest = condition] =
    /^((?:\$\w+\s*,\s*)?\$\w+)\s*:?=\s*([\s\S]*)$/.exec(condition) ?? [];
  return {
    keyword,
    pipe: keyword === 'else' ? null : pipeOf(rest),
    variables: [...variables.matchAll(/\$(\w+)/g)].map((match) => match[1] ?? ''),
    open: { start, end },
    words: condition,
    body,
  };
}

function simple({ start, end, body }: Action): Node {
  const [, name, sign, rest = ''] = /^\$(\w+)\s*(:?=)\s*([\s\S]*)$/.exec(body) ?? [];
  if (name === undefined) return { kind: 'output', start, end, pipe: pipeOf(body) };
  return { kind: 'assign', start, end, name, declares: sign === ':=', pipe: pipeOf(rest) };
}

function pipeOf(words: string): Pipe {
  const pieces = piecesOf(words);
  const pipe = pieces === null || pieces.length === 0 ? null : parsePipe(pieces);
  if (pipe === null) throw new NoTemplate();
  return pipe;
}
