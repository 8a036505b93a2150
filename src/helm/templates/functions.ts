import { samePath } from '../../model/value.js';
import {
  type Abstract,
  type Content,
  mentionsOf,
  NIL,
  other,
  PLAIN,
  type Test,
  testOf,
  wordsOf,
} from './abstract.js';
import { indented, trimmed } from './layout.js';

/** What functions need of where they are called. */
export interface Calls {
  include(name: string, argument: Abstract): Abstract;
  /** `set` of something that others read. */
  set(target: Abstract, key: string, value: Abstract): void;
}

/** A key of values that is worked out: one of them, and nobody can tell which. */
export const UNKNOWN = '?';

/** A field of a value. */
export function fieldOf(
  value: Abstract,
  name: string,
  roots: ReadonlyMap<string, Abstract>,
): Abstract {
  switch (value.kind) {
    case 'root':
      return name === 'Values'
        ? { kind: 'values', path: [] }
        : (roots.get(name) ?? other(`$.${name}`));
    case 'values':
      return { ...value, path: [...value.path, name] };
    case 'dict': {
      const own = value.fields.get(name);
      if (own !== undefined) return own;
      return value.rest === null ? NIL : fieldOf(value.rest, name, roots);
    }
    case 'nil':
      return NIL;
    case 'rendered':
      // Of an object that is read again; its containers are elsewhere.
      if (['apiVersion', 'kind', 'metadata'].includes(name)) return other(`${value.words}.${name}`);
      return other(`${value.words}.${name}`, mentionsOf(value));
    default:
      return other(`${wordsOf(value)}.${name}`, mentionsOf(value));
  }
}

/** A call of a function: its arguments, and where it stands. */
interface Call {
  readonly name: string;
  readonly args: readonly Abstract[];
  readonly first: Abstract;
  readonly second: Abstract;
  readonly last: Abstract;
  readonly calls: Calls;
  readonly roots: ReadonlyMap<string, Abstract>;
}

/** What a function gives; null: it is made of its arguments, and more nobody can tell. */
type Gives = (call: Call) => Abstract | null;

const merge: Gives = ({ name, args, first, calls }) => {
  calls.set(first, '*', other('merged', args.flatMap(mentionsOf)));
  return merged(name.endsWith('Overwrite') ? [...args].reverse() : args);
};
const copy: Gives = ({ last }) => (last.kind === 'values' ? { ...last, copied: true } : last);
const entry: Gives = ({ args, first, roots }) =>
  args.slice(1).reduce((value, key) => entryOf(value, key, roots), first);
const indent: Gives = ({ name, first, last }) =>
  first.kind === 'literal' ? indented(last, Number(first.value), name === 'nindent') : null;
const trim: Gives = ({ last }) => trimmed(last);
const quote: Gives = ({ last }) => (last.kind === 'key' ? last : null);
const list: Gives = ({ args }) => ({ kind: 'list', items: args });
const yaml: Gives = ({ last }) => asYaml(last);
const hidden: Gives = ({ name }) => other(`${name}(…)`);

/** Functions of Go templates and of sprig; others ask something, or are not known. */
const FUNCTIONS: Readonly<Record<string, Gives>> = {
  toYaml: yaml,
  toYamlPretty: yaml,
  // Read and written again, a text says the same.
  fromYaml: ({ last }) => (last.kind === 'rendered' ? last : null),
  quote,
  squote: quote,
  tpl: ({ first }) => rendered(first),
  indent,
  nindent: indent,
  trim,
  trimAll: trim,
  trimSuffix: trim,
  trimPrefix: trim,
  include: ({ first, second, calls }) =>
    first.kind === 'literal' ? calls.include(first.value, second) : null,
  default: ({ first, last }) => (isEmpty(first) ? last : null),
  required: ({ last }) => last,
  deepCopy: copy,
  mustDeepCopy: copy,
  pick: ({ args, first, roots }) => picked(first, args.slice(1), roots),
  lookup: hidden,
  list,
  tuple: list,
  dict: ({ args }) => dict(args),
  get: entry,
  index: entry,
  dig: ({ args, roots }) => dug(args, roots),
  merge,
  mustMerge: merge,
  mergeOverwrite: merge,
  mustMergeOverwrite: merge,
  set({ first, second, last, calls }) {
    if (second.kind === 'literal') calls.set(first, second.value, last);
    return first;
  },
  unset({ first, calls }) {
    calls.set(first, '*', NIL);
    return first;
  },
  fail: () => NIL,
  ternary: ({ first, second, last }) => ternary(first, second, last),
  sha256sum: hidden,
  sha1sum: hidden,
  adler32sum: hidden,
};

/** What a function of Go templates or of sprig gives; what is not known is made of its arguments. */
export function call(
  name: string,
  args: readonly Abstract[],
  calls: Calls,
  roots: ReadonlyMap<string, Abstract>,
): Abstract {
  const [first = NIL, second = NIL] = args;
  const last = args.at(-1) ?? NIL;
  const gives = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : asked;
  return (
    gives?.({ name, args, first, second, last, calls, roots }) ??
    other(`${name}(${args.map(wordsOf).join(', ')})`, args.flatMap(mentionsOf))
  );
}

const asked: Gives = ({ name, args }) => {
  const test = testFor(name, args);
  return test === null ? null : { kind: 'test', test };
};

function asYaml(value: Abstract): Abstract | null {
  if (value.kind === 'values') {
    const content: Content = { kind: 'values', path: value.path, form: 'yaml', tpl: false };
    return { kind: 'text', content, layout: PLAIN };
  }
  return value.kind === 'nil' || value.kind === 'rendered' ? value : null;
}

/** `tpl` of something. */
function rendered(value: Abstract): Abstract | null {
  if (value.kind === 'values') {
    const content: Content = { kind: 'values', path: value.path, form: 'raw', tpl: true };
    return { kind: 'text', content, layout: PLAIN };
  }
  if (value.kind === 'text' && value.content.kind === 'values')
    return { ...value, content: { ...value.content, tpl: true } };
  return value.kind === 'literal' && !value.value.includes('{{') ? value : null;
}

function isEmpty(value: Abstract): boolean {
  const test = testOf(value);
  return test.kind === 'always' && !test.holds && value.kind !== 'literal'
    ? true
    : value.kind === 'literal' && value.value === '';
}

function picked(
  value: Abstract,
  keys: readonly Abstract[],
  roots: ReadonlyMap<string, Abstract>,
): Abstract | null {
  const fields = new Map<string, Abstract>();
  for (const key of keys) {
    if (key.kind !== 'literal') return null;
    fields.set(key.value, fieldOf(value, key.value, roots));
  }
  return { kind: 'dict', fields, rest: null };
}

function dict(args: readonly Abstract[]): Abstract | null {
  const fields = new Map<string, Abstract>();
  for (let i = 0; i < args.length; i += 2) {
    const [key, value] = [args[i], args[i + 1]];
    if (key?.kind !== 'literal' || value === undefined) return null;
    fields.set(key.value, value);
  }
  return { kind: 'dict', fields, rest: null };
}

function entryOf(value: Abstract, key: Abstract, roots: ReadonlyMap<string, Abstract>): Abstract {
  if (key.kind === 'literal') {
    if (value.kind === 'list') return value.items[Number(key.value)] ?? NIL;
    return /^\d+$/.test(key.value) && value.kind === 'values'
      ? other(`${wordsOf(value)}.${key.value}`, [value.path])
      : fieldOf(value, key.value, roots);
  }
  const isOwn = key.kind === 'key' && value.kind === 'values' && samePath(key.path, value.path);
  if (isOwn) return { ...value, path: [...value.path, '*'] };
  if (value.kind === 'values') return { ...value, path: [...value.path, UNKNOWN] };
  return other(`index(${wordsOf(value)}, ${wordsOf(key)})`, [
    ...mentionsOf(value),
    ...mentionsOf(key),
  ]);
}

function dug(args: readonly Abstract[], roots: ReadonlyMap<string, Abstract>): Abstract | null {
  const keys = args.slice(0, -2);
  const [fallback, value] = [args.at(-2), args.at(-1)];
  if (fallback === undefined || value === undefined || !isEmpty(fallback)) return null;
  return keys.reduce((own, key) => entryOf(own, key, roots), value);
}

/** The first that has a field wins. */
function merged(args: readonly Abstract[]): Abstract | null {
  const [first, ...rest] = args;
  if (first === undefined) return null;
  if (rest.length === 0) return first;
  // What stands beside `.Values` and its like in a context is none of Helm's own names.
  if (first.kind === 'root') return merged([...rest, first]);
  if (first.kind !== 'dict' || first.rest !== null) return null;
  const below = merged(rest);
  return below === null ? null : { ...first, rest: below };
}

function ternary(whenTrue: Abstract, whenFalse: Abstract, test: Abstract): Abstract | null {
  const decided = testOf(test);
  if (decided.kind === 'always') return decided.holds ? whenTrue : whenFalse;
  const [a, b] = [whenTrue, whenFalse].map((value) =>
    value.kind === 'text' && value.content.kind === 'values'
      ? value.content
      : value.kind === 'values'
        ? ({ kind: 'values', path: value.path, form: 'raw', tpl: false } as const)
        : null,
  );
  if (!a || !b || !samePath(a.path, b.path) || a.tpl !== b.tpl) return null;
  const form = a.form === b.form ? a.form : 'either';
  return { kind: 'text', content: { ...a, form }, layout: PLAIN };
}

function testFor(name: string, args: readonly Abstract[]): Test | null {
  const [first = NIL, second = NIL] = args;
  switch (name) {
    case 'or':
    case 'and':
      return junction(name, args.map(testOf));
    case 'not':
    case 'empty':
      return negated(testOf(first));
    case 'kindIs':
    case 'typeIs':
    case 'typeIsLike':
      return first.kind === 'literal' ? typeTest(second, first.value) : null;
    case 'contains':
      // Whether a value holds actions is asked of its text, or of its JSON.
      return first.kind === 'literal' && first.value === '{{'
        ? typeTest(second, 'templated')
        : null;
    case 'eq':
    case 'ne':
    case 'gt': {
      const test = compared(name, first, second);
      return test !== null && name === 'ne' ? negated(test) : test;
    }
    case 'hasKey':
      return first.kind === 'values' && second.kind === 'literal'
        ? { kind: 'filled', path: [...first.path, second.value] }
        : null;
    default:
      return null;
  }
}

/** `eq "string" (printf "%T" …)` and `gt (len …) 0`. */
function compared(name: string, first: Abstract, second: Abstract): Test | null {
  const [literal, value] = first.kind === 'literal' ? [first, second] : [second, first];
  if (literal.kind !== 'literal' || value.kind !== 'other') return null;
  const [path] = value.mentions;
  if (path === undefined || value.mentions.length > 1) return null;
  if (/^(?:kindOf|typeOf|printf\("%T",)/.test(value.words) && name !== 'gt')
    return { kind: 'type', path, is: literal.value };
  if (!value.words.startsWith('len(') || literal.value !== '0' || first.kind === 'literal')
    return null;
  const filled: Test = { kind: 'filled', path };
  return name === 'gt' ? filled : negated(filled);
}

function typeTest(value: Abstract, is: string): Test | null {
  const paths = mentionsOf(value);
  const [path] = paths;
  if (value.kind === 'nil') return { kind: 'always', holds: false };
  const isAsked = ['values', 'text', 'other'].includes(value.kind) && paths.length === 1;
  return isAsked && path !== undefined ? { kind: 'type', path, is } : null;
}

export function junction(kind: 'or' | 'and', of: readonly Test[]): Test {
  const decisive = kind === 'or';
  if (of.some((test) => test.kind === 'always' && test.holds === decisive))
    return { kind: 'always', holds: decisive };
  const open = of
    .filter((test) => test.kind !== 'always')
    .flatMap((test) => (test.kind === kind ? test.of : [test]));
  const [only] = open;
  if (only === undefined) return { kind: 'always', holds: !decisive };
  return open.length === 1 ? only : { kind, of: open };
}

export function negated(test: Test): Test {
  if (test.kind === 'not') return test.of;
  if (test.kind === 'always') return { kind: 'always', holds: !test.holds };
  return { kind: 'not', of: test };
}

/** Whether two places are one, or one is within the other; any entry may be the one that is meant. */
export function overlaps(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every((step, i) => step === b[i] || isAny(step) || isAny(b[i]));
}

function isAny(step: string | undefined): boolean {
  return step === '*' || step === UNKNOWN;
}
