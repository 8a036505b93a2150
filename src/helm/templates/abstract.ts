/** Keys from the root of the values of a chart; `*` for any one entry of a map or a list. */
export type ValuesPath = readonly string[];

/** How a text lies in what is rendered: `nindent 8` begins a line, and has each of its own at 8. */
export interface Layout {
  readonly newline: boolean;
  /** Spaces before the first line, and before the others. */
  readonly lead: number;
  readonly indent: number;
}

export const PLAIN: Layout = { newline: false, lead: 0, indent: 0 };

/** What an action writes that is not the chart's own text. */
export type Content =
  /** A value: as YAML, as the text that it is, or as either by its type. */
  | {
      readonly kind: 'values';
      readonly path: ValuesPath;
      readonly form: 'yaml' | 'raw' | 'either';
      readonly tpl: boolean;
    }
  /** The name of an entry of the map there. */
  | { readonly kind: 'key'; readonly path: ValuesPath }
  /** Nobody can tell; made of these values. */
  | { readonly kind: 'opaque'; readonly words: string; readonly mentions: readonly ValuesPath[] };

/** What a condition looks at. */
export type Test =
  | { readonly kind: 'or' | 'and'; readonly of: readonly Test[] }
  | { readonly kind: 'not'; readonly of: Test }
  /** The value is there and not empty. */
  | { readonly kind: 'filled'; readonly path: ValuesPath }
  /** A question that only a value that is there has: its type, whether it holds actions. */
  | { readonly kind: 'type'; readonly path: ValuesPath; readonly is: string }
  | { readonly kind: 'always'; readonly holds: boolean }
  | { readonly kind: 'other'; readonly words: string; readonly mentions: readonly ValuesPath[] };

/** A condition that a part of a template stands under, and where it is written. */
export interface Guard {
  readonly test: Test;
  readonly words: string;
  /** Of the list or map whose entries it runs over, or null. */
  readonly loop: ValuesPath | null;
  readonly at: TemplateOffset;
}

export interface TemplateOffset {
  readonly path: string;
  readonly offset: number;
}

/** A piece of what a template writes: at most one line of text, or the result of an action. */
export type Atom = {
  readonly guards: readonly Guard[];
  readonly at: TemplateOffset;
} & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'insert'; readonly content: Content; readonly layout: Layout }
);

/** What is known of a value while a template is followed. */
export type Abstract =
  /** The context that Helm gives: `.Values`, `.Release` and more. */
  | { readonly kind: 'root' }
  | { readonly kind: 'values'; readonly path: ValuesPath; readonly copied?: true }
  | { readonly kind: 'key'; readonly path: ValuesPath }
  | {
      readonly kind: 'dict';
      readonly fields: ReadonlyMap<string, Abstract>;
      /** Where fields are looked for that it has not itself (`merge`). */
      readonly rest: Abstract | null;
    }
  | { readonly kind: 'list'; readonly items: readonly Abstract[] }
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'nil' }
  | { readonly kind: 'text'; readonly content: Content; readonly layout: Layout }
  | {
      readonly kind: 'rendered';
      readonly atoms: readonly Atom[];
      readonly words: string;
      /** How many conditions stand around the call. */
      readonly depth: number;
    }
  | { readonly kind: 'test'; readonly test: Test }
  | { readonly kind: 'other'; readonly words: string; readonly mentions: readonly ValuesPath[] };

export const NIL: Abstract = { kind: 'nil' };

export function other(words: string, mentions: readonly ValuesPath[] = []): Abstract {
  return { kind: 'other', words, mentions };
}

/** The values that something is made of. */
export function mentionsOf(value: Abstract): readonly ValuesPath[] {
  switch (value.kind) {
    case 'values':
    case 'key':
      return [value.path];
    case 'dict':
      return [...value.fields.values(), ...(value.rest === null ? [] : [value.rest])].flatMap(
        mentionsOf,
      );
    case 'list':
      return value.items.flatMap(mentionsOf);
    case 'text':
      return contentMentions(value.content);
    case 'rendered':
      return value.atoms.flatMap((atom) => [
        ...atom.guards.slice(value.depth).flatMap(({ test }) => testMentions(test)),
        ...(atom.kind === 'insert' ? contentMentions(atom.content) : []),
      ]);
    case 'test':
      return testMentions(value.test);
    case 'other':
      return value.mentions;
    case 'root':
    case 'literal':
    case 'nil':
      return [];
  }
}

export function contentMentions(content: Content): readonly ValuesPath[] {
  return content.kind === 'opaque' ? content.mentions : [content.path];
}

export function testMentions(test: Test): readonly ValuesPath[] {
  switch (test.kind) {
    case 'or':
    case 'and':
      return test.of.flatMap(testMentions);
    case 'not':
      return testMentions(test.of);
    case 'filled':
    case 'type':
      return [test.path];
    case 'always':
      return [];
    case 'other':
      return test.mentions;
  }
}

/** The same words for the same value, however it is reached. */
export function wordsOf(value: Abstract): string {
  switch (value.kind) {
    case 'root':
      return '$';
    case 'values':
      return pathWords(value.path);
    case 'key':
      return `key of ${pathWords(value.path)}`;
    case 'dict':
      return `{${[...value.fields].map(([key, own]) => `${key}: ${wordsOf(own)}`).join(', ')}}`;
    case 'list':
      return `[${value.items.map(wordsOf).join(', ')}]`;
    case 'literal':
      return JSON.stringify(value.value);
    case 'nil':
      return 'nil';
    case 'text':
      return `text of ${value.content.kind === 'opaque' ? value.content.words : pathWords(value.content.path)}`;
    case 'test':
      return testWords(value.test);
    case 'rendered':
    case 'other':
      return value.words;
  }
}

function pathWords(path: ValuesPath): string {
  return ['.Values', ...path].join('.');
}

export function testWords(test: Test): string {
  switch (test.kind) {
    case 'or':
    case 'and':
      return `${test.kind} ${test.of.map((each) => `(${testWords(each)})`).join(' ')}`;
    case 'not':
      return `not (${testWords(test.of)})`;
    case 'filled':
      return pathWords(test.path);
    case 'type':
      return `${pathWords(test.path)} is ${test.is}`;
    case 'always':
      return String(test.holds);
    case 'other':
      return test.words;
  }
}

/** What a value says as a condition: empty ones are false. */
export function testOf(value: Abstract): Test {
  switch (value.kind) {
    case 'values':
      return { kind: 'filled', path: value.path };
    case 'test':
      return value.test;
    case 'literal':
      return { kind: 'always', holds: !['', 'false', '0'].includes(value.value) };
    case 'nil':
      return { kind: 'always', holds: false };
    case 'root':
      return { kind: 'always', holds: true };
    case 'list':
      return { kind: 'always', holds: value.items.length > 0 };
    case 'dict':
      if (value.rest === null) return { kind: 'always', holds: value.fields.size > 0 };
      return unknownTest(value);
    case 'text':
      if (value.content.kind === 'values') return { kind: 'filled', path: value.content.path };
      return unknownTest(value);
    case 'rendered':
      return writesSomething(value) ?? unknownTest(value);
    case 'key':
    case 'other':
      return unknownTest(value);
  }
}

function unknownTest(value: Abstract): Test {
  return { kind: 'other', words: wordsOf(value), mentions: mentionsOf(value) };
}

/** A text that is there whenever anything of it is: it is empty by its first conditions alone. */
function writesSomething(value: Abstract & { readonly kind: 'rendered' }): Test | null {
  const sure = value.atoms.filter(({ kind }) => kind === 'text');
  const written = sure.filter((atom) => atom.kind === 'text' && atom.text.trim() !== '');
  const [first, ...rest] = [...written].sort((a, b) => a.guards.length - b.guards.length);
  if (first === undefined) return null;
  const isFirst = (atom: Atom): boolean =>
    first.guards.every((guard, i) => atom.guards[i] === guard);
  const others = [...rest, ...value.atoms.filter(({ kind }) => kind === 'insert')];
  if (!others.every(isFirst)) return null;
  const guards = first.guards.slice(value.depth);
  const mentions = guards.flatMap(({ test }) => testMentions(test));
  return guards.length === 0
    ? { kind: 'always', holds: true }
    : { kind: 'other', words: value.words, mentions };
}
