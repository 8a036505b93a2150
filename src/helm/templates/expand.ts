import {
  type Abstract,
  type Atom,
  type Guard,
  mentionsOf,
  NIL,
  other,
  PLAIN,
  type Test,
  testOf,
  testWords,
  type ValuesPath,
  wordsOf,
} from './abstract.js';
import type { Command, Pipe, Term } from './expression.js';
import { call, fieldOf, junction, negated } from './functions.js';
import { trimmed } from './layout.js';
import type { Branch, Node } from './parse.js';

/** A named template, and the file that it stands in. */
export interface Define {
  readonly path: string;
  readonly body: readonly Node[];
}

/** Everything that templates of one chart can call by name; null: said twice, and not the same. */
export type Defines = ReadonlyMap<string, Define | null>;

interface Cell {
  value: Abstract;
  /** Under how many conditions it was declared. */
  readonly depth: number;
}

interface Scope {
  readonly path: string;
  readonly dot: Abstract;
  /** `$`: what the template was called with. */
  readonly top: Abstract;
  readonly variables: Map<string, Cell>;
  readonly guards: readonly Guard[];
}

const DEEPEST = 24;
const MOST_ATOMS = 200_000;

/** A chart whose templates call each other without end, or write more than anybody can follow. */
export class TooMuch extends Error {}

/** Follows the templates of one chart with values that nobody knows, through both sides of each condition. */
export class Expansion {
  private readonly roots = new Map<string, Abstract>();
  private readonly calling: string[] = [];
  private count = 0;
  /** Values that a template changes before others read them. */
  readonly changed: ValuesPath[] = [];

  constructor(private readonly defines: Defines) {}

  /** What a file of templates writes. */
  file(path: string, nodes: readonly Node[]): readonly Atom[] {
    const root: Abstract = { kind: 'root' };
    return this.nodes(nodes, {
      path,
      dot: root,
      top: root,
      variables: new Map(),
      guards: [],
    });
  }

  private nodes(nodes: readonly Node[], scope: Scope): readonly Atom[] {
    return nodes.flatMap((node) => this.node(node, scope));
  }

  private node(node: Node, scope: Scope): readonly Atom[] {
    this.count++;
    if (this.count > MOST_ATOMS) throw new TooMuch();
    const { guards, path } = scope;
    switch (node.kind) {
      case 'text': {
        let offset = node.start;
        return node.text.split(/(?<=\n)/).map((text): Atom => {
          const atom: Atom = { kind: 'text', text, guards, at: { path, offset } };
          offset += text.length;
          return atom;
        });
      }
      case 'output':
        return this.written(this.pipe(node.pipe, scope), node.start, scope);
      case 'template': {
        const argument = node.pipe === null ? NIL : this.pipe(node.pipe, scope);
        return this.written(this.include(node.name, argument, scope), node.start, scope);
      }
      case 'assign':
        this.assign(node.name, this.pipe(node.pipe, scope), node.declares, scope);
        return [];
      case 'control':
        return this.control(node.branches, scope);
      case 'define':
        return [];
    }
  }

  private assign(name: string, value: Abstract, declares: boolean, scope: Scope): void {
    const { variables, guards } = scope;
    const known = variables.get(name);
    if (declares || known === undefined) {
      variables.set(name, { value, depth: guards.length });
      return;
    }
    // Under a condition it may be the one or the other.
    const sure = known.depth === guards.length;
    known.value = sure
      ? value
      : other(`$${name}`, [...mentionsOf(known.value), ...mentionsOf(value)]);
  }

  private control(branches: readonly Branch[], scope: Scope): readonly Atom[] {
    const atoms: Atom[] = [];
    const failed: Test[] = [];
    for (const branch of branches) {
      const value = branch.pipe === null ? null : this.pipe(branch.pipe, scope);
      const holds: Test = value === null ? { kind: 'always', holds: true } : testOf(value);
      const test = junction('and', [...failed.map(negated), holds]);
      failed.push(holds);
      if (test.kind === 'always' && !test.holds) continue;
      const isLoop = branch.keyword === 'range';
      const each = isLoop && value?.kind === 'list' ? value.items : [null];
      for (const item of each) atoms.push(...this.branch(branch, value, item, test, scope));
      if (holds.kind === 'always' && holds.holds) break;
    }
    return atoms;
  }

  private branch(
    { keyword, variables: names, body, open }: Branch,
    value: Abstract | null,
    item: Abstract | null,
    test: Test,
    scope: Scope,
  ): readonly Atom[] {
    const loop = keyword === 'range' && value?.kind === 'values' ? value.path : null;
    const guard: Guard = {
      test,
      words: testWords(test),
      loop,
      at: { path: scope.path, offset: open.start },
    };
    const guards =
      test.kind === 'always' && loop === null ? scope.guards : [...scope.guards, guard];
    const variables = new Map(scope.variables);
    let { dot } = scope;
    if (keyword === 'with' && value !== null) dot = value;
    if (keyword === 'range' && value !== null) {
      dot = item ?? entryOf(value);
      const key: Abstract = loop === null ? other('key') : { kind: 'key', path: loop };
      for (const [i, name] of names.entries()) {
        const isKey = names.length === 2 && i === 0;
        variables.set(name, { value: isKey ? key : dot, depth: guards.length });
      }
    } else if (value !== null)
      for (const name of names) variables.set(name, { value, depth: guards.length });
    return this.nodes(body, { ...scope, dot, variables, guards });
  }

  private written(value: Abstract, offset: number, scope: Scope): readonly Atom[] {
    const { guards, path } = scope;
    const own = { guards, at: { path, offset } };
    switch (value.kind) {
      case 'nil':
        return [];
      case 'literal':
        return [{ ...own, kind: 'text', text: value.value }];
      case 'rendered':
        return value.atoms;
      case 'text':
        return [{ ...own, kind: 'insert', content: value.content, layout: value.layout }];
      case 'values':
        return [
          {
            ...own,
            kind: 'insert',
            content: { kind: 'values', path: value.path, form: 'raw', tpl: false },
            layout: PLAIN,
          },
        ];
      case 'key':
        return [{ ...own, kind: 'insert', content: value, layout: PLAIN }];
      default:
        return [
          {
            ...own,
            kind: 'insert',
            content: { kind: 'opaque', words: wordsOf(value), mentions: mentionsOf(value) },
            layout: PLAIN,
          },
        ];
    }
  }

  private pipe([first, ...rest]: Pipe, scope: Scope): Abstract {
    return rest.reduce<Abstract>(
      (value, command) => this.command(command, [value], scope),
      this.command(first, [], scope),
    );
  }

  private command([head, ...terms]: Command, piped: readonly Abstract[], scope: Scope): Abstract {
    if (head.kind !== 'function') {
      const value = this.term(head, scope);
      // A method with arguments, such as `.Files.Get "x"` or `.Capabilities.APIVersions.Has "y"`.
      const args = [...terms.map((term) => this.term(term, scope)), ...piped];
      if (args.length === 0) return value;
      return other([value, ...args].map(wordsOf).join(' '), [value, ...args].flatMap(mentionsOf));
    }
    const args = [...terms.map((term) => this.term(term, scope)), ...piped];
    return call(
      head.name,
      args,
      {
        include: (name, argument) => this.include(name, argument, scope),
        set: (target, key, value) => this.set(target, key, value),
      },
      this.roots,
    );
  }

  private term(term: Term, scope: Scope): Abstract {
    switch (term.kind) {
      case 'dot':
        return this.fields(scope.dot, term.fields);
      case 'variable': {
        const own = term.name === '' ? scope.top : scope.variables.get(term.name)?.value;
        return this.fields(own ?? other(`$${term.name}`), term.fields);
      }
      case 'pipe':
        return this.fields(this.pipe(term.pipe, scope), term.fields);
      case 'literal':
        return { kind: 'literal', value: term.value };
      case 'nil':
        return NIL;
      case 'function':
        return call(term.name, [], { include: () => NIL, set: () => undefined }, this.roots);
    }
  }

  private fields(value: Abstract, names: readonly string[]): Abstract {
    return names.reduce((own, name) => fieldOf(own, name, this.roots), value);
  }

  private include(name: string, argument: Abstract, scope: Scope): Abstract {
    const words = `include(${name}, ${wordsOf(argument)})`;
    const define = this.defines.get(name);
    if (define === undefined && name === 'common.tplvalues.render') return library(argument, words);
    if (!define || this.calling.filter((each) => each === name).length > 0)
      return other(words, mentionsOf(argument));
    if (this.calling.length > DEEPEST) throw new TooMuch();
    this.calling.push(name);
    const atoms = this.nodes(define.body, {
      path: define.path,
      dot: argument,
      top: argument,
      variables: new Map(),
      guards: scope.guards,
    });
    this.calling.pop();
    return { kind: 'rendered', atoms, words, depth: scope.guards.length };
  }

  private set(target: Abstract, key: string, value: Abstract): void {
    if (target.kind === 'values' && target.copied !== true)
      this.changed.push(key === '*' ? target.path : [...target.path, key]);
    if (target.kind !== 'root' || key === '*') return;
    const known = this.roots.get(key);
    const isSame = known !== undefined && wordsOf(known) === wordsOf(value);
    const both = (own: Abstract): Abstract =>
      other(`$.${key}`, [...mentionsOf(own), ...mentionsOf(value)]);
    this.roots.set(key, known === undefined || isSame ? value : both(known));
  }
}

function entryOf(value: Abstract): Abstract {
  return value.kind === 'values'
    ? { ...value, path: [...value.path, '*'] }
    : other(`entry of ${wordsOf(value)}`, mentionsOf(value));
}

/** The one helper that charts call and do not hold: the library `common` of Bitnami renders a value of either form. */
function library(argument: Abstract, words: string): Abstract {
  const value = argument.kind === 'dict' ? argument.fields.get('value') : undefined;
  if (value?.kind !== 'values') return other(words, mentionsOf(argument));
  return trimmed({
    kind: 'text',
    content: { kind: 'values', path: value.path, form: 'either', tpl: true },
    layout: PLAIN,
  });
}
