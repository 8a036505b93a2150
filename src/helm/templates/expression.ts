/** One operand of a command, with the fields that are taken of it. */
export type Term =
  | { readonly kind: 'dot'; readonly fields: readonly string[] }
  /** `$` alone has an empty name. */
  | { readonly kind: 'variable'; readonly name: string; readonly fields: readonly string[] }
  | { readonly kind: 'literal'; readonly value: string; readonly isText: boolean }
  | { readonly kind: 'nil' }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipe'; readonly pipe: Pipe; readonly fields: readonly string[] };

export type Command = readonly [Term, ...Term[]];
/** Commands, each of which gets what the one before gives as its last argument. */
export type Pipe = readonly [Command, ...Command[]];

const TOKEN =
  /\s*(?:("(?:[^"\\\n]|\\.)*"|`[^`]*`)|('(?:[^'\\\n]|\\.)+')|(\.\w+)|(\.)|(\$\w*)|([+-]?\d[\w.+-]*)|([A-Za-z_]\w*)|([()|,]|:?=))/y;

interface Piece {
  readonly kind: 'text' | 'char' | 'field' | 'dot' | 'variable' | 'number' | 'name' | 'sign';
  readonly text: string;
  /** White space before it: `.a .b` is two operands, `.a.b` is one. */
  readonly apart: boolean;
}

const KINDS = ['text', 'char', 'field', 'dot', 'variable', 'number', 'name', 'sign'] as const;

/** The pieces of an action, or null where it is none of text/template. */
export function piecesOf(body: string): readonly Piece[] | null {
  const pieces: Piece[] = [];
  const source = body.trimEnd();
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (match === null) return null;
    const index = match.slice(1).findIndex((group) => group !== undefined);
    const text = match[index + 1] ?? '';
    const kind = KINDS[index];
    if (kind === undefined) return null;
    pieces.push({ kind, text, apart: at === 0 || match[0].length > text.length });
  }
  return pieces;
}

/** Reads a pipeline; null where it is not understood. */
export function parsePipe(pieces: readonly Piece[]): Pipe | null {
  const reader = new Reader(pieces);
  const pipe = reader.pipe();
  return pipe !== null && reader.isDone ? pipe : null;
}

/** Parentheses within parentheses. */
const DEEPEST = 100;

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly pieces: readonly Piece[]) {}

  get isDone(): boolean {
    return this.at === this.pieces.length;
  }

  pipe(): Pipe | null {
    const first = this.command();
    if (first === null) return null;
    const rest: Command[] = [];
    while (this.takes('|')) {
      const next = this.command();
      if (next === null) return null;
      rest.push(next);
    }
    return [first, ...rest];
  }

  private command(): Command | null {
    const first = this.term();
    if (first === null) return null;
    const rest: Term[] = [];
    while (!this.isDone && !this.is('|') && !this.is(')')) {
      const next = this.term();
      if (next === null) return null;
      rest.push(next);
    }
    return [first, ...rest];
  }

  private term(): Term | null {
    const piece = this.pieces[this.at];
    if (piece === undefined) return null;
    this.at++;
    switch (piece.kind) {
      case 'text':
        return { kind: 'literal', value: unquoted(piece.text), isText: true };
      case 'char':
      case 'number':
        return { kind: 'literal', value: piece.text, isText: false };
      case 'dot':
        return { kind: 'dot', fields: [] };
      case 'field':
        return { kind: 'dot', fields: [piece.text.slice(1), ...this.fields()] };
      case 'variable':
        return { kind: 'variable', name: piece.text.slice(1), fields: this.fields() };
      case 'name':
        if (piece.text === 'nil') return { kind: 'nil' };
        if (piece.text === 'true' || piece.text === 'false')
          return { kind: 'literal', value: piece.text, isText: false };
        return { kind: 'function', name: piece.text };
      case 'sign': {
        if (piece.text !== '(') return null;
        if (++this.depth > DEEPEST) return null;
        const pipe = this.pipe();
        this.depth--;
        if (pipe === null || !this.takes(')')) return null;
        return { kind: 'pipe', pipe, fields: this.fields() };
      }
    }
  }

  private fields(): readonly string[] {
    const fields: string[] = [];
    for (
      let piece = this.pieces[this.at];
      piece?.kind === 'field' && !piece.apart;
      piece = this.pieces[this.at]
    ) {
      fields.push(piece.text.slice(1));
      this.at++;
    }
    return fields;
  }

  private is(sign: string): boolean {
    const piece = this.pieces[this.at];
    return piece?.kind === 'sign' && piece.text === sign;
  }

  private takes(sign: string): boolean {
    if (!this.is(sign)) return false;
    this.at++;
    return true;
  }
}

function unquoted(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  return text
    .slice(1, -1)
    .replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char));
}
