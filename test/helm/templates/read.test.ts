import { describe, expect, it } from 'vitest';
import { parsePipe, piecesOf } from '../../../src/helm/templates/expression.js';
import { lex } from '../../../src/helm/templates/lex.js';
import { parseTemplate } from '../../../src/helm/templates/parse.js';
import { actionsIn } from '../../../src/text/actions.js';

/** Texts in brackets, actions as they are. */
const tokens = (source: string): string | undefined =>
  lex(source)
    ?.map((token) => (token.kind === 'text' ? `[${token.text}]` : token.body))
    .join(' ');

describe('the tokens of a template', () => {
  it.each([
    ['a {{ b }} c', '[a ] b [ c]'],
    ['a \n {{- b -}} \n c', '[a] b [c]'],
    ['a {{- b}} c', '[a] b [ c]'],
    // A dash without a space is a sign of what follows.
    ['a {{-3}} c', '[a ] -3 [ c]'],
    ['a {{ 3 -}} c', '[a ] 3 [c]'],
    ['a {{/* }} */}} c', '[a ] [ c]'],
    ['a \n{{- /* x */ -}}\n c', '[a] [c]'],
    ['{{ "}}" }}', '"}}"'],
    ['{{ `a"}}` }}', '`a"}}`'],
    ['{{ "\\"}}" }}', '"\\"}}"'],
    ['{{ a\n| b }}', 'a\n| b'],
    ['{{ }}', ''],
    ['a {{ b', undefined],
    ['a {{ "b }}', undefined],
    ['a {{/* b }}', undefined],
    ['', ''],
  ])('of %j are %j', (source, expected) => expect(tokens(source)).toBe(expected));

  it('have their places', () => {
    const source = 'a: 1\n  {{- if b }}\n  c: {{ d }}\n';
    for (const { kind, start, end, ...token } of lex(source) ?? [])
      expect(source.slice(start, end)).toBe(
        'text' in token ? token.text : source.slice(start, end),
      );
    expect(lex(source)?.map(({ start }) => start)).toEqual([0, 7, 18, 24, 31]);
  });
});

describe('the actions of a text that may be none of Go', () => {
  it.each([
    ['a: {{ "}}" }} # b', ['{{ "}}" }}']],
    ['a: {{/* }} */}} {{ b }}', ['{{/* }} */}}', '{{ b }}']],
    // Jinja and others write what is no string.
    ["a: {{ b's }} {{ c }} {{ d", ["{{ b's }}", '{{ c }}']],
  ])('of %j', (text, expected) =>
    expect(actionsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected),
  );

  it('are found in linear time', () => {
    const start = performance.now();
    expect(actionsIn('{{ " }}'.concat('{{ \\" }}'.repeat(100_000)))).toHaveLength(100_001);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('a pipeline', () => {
  const pipe = (words: string) => {
    const pieces = piecesOf(words);
    return pieces === null ? null : parsePipe(pieces);
  };
  it.each([
    '.Values.a',
    '$.Values.a',
    '$x.a | default "b" | quote',
    'include "a.b" (dict "c" .Values.d "e" $) | nindent 8',
    'and (eq .a "b") (not .c) | or (gt (len .d) 0)',
    '(index .Values "a-b").c',
    '.Files.Get "x"',
    'printf "%s\\n" `raw`',
    'list 1 -2.5 true nil',
  ])('%s', (words) => expect(pipe(words)).not.toBeNull());

  it.each(['', '(', 'a )', 'a | ', '| a', '"open', 'a @ b', 'a , b'])('is not %j', (words) =>
    expect(pipe(words)).toBeNull(),
  );

  it('takes fields of what stands right before them', () => {
    expect(pipe('(a).b .c')?.[0]).toEqual([
      { kind: 'pipe', pipe: [[{ kind: 'function', name: 'a' }]], fields: ['b'] },
      { kind: 'dot', fields: ['c'] },
    ]);
  });
});

describe('the tree of a template', () => {
  it.each([
    ['{{ if a }}', null],
    ['{{ end }}', null],
    ['{{ if a }}{{ else }}{{ end }}{{ end }}', null],
    ['{{ define }}{{ end }}', null],
    ['{{ if }}{{ end }}', null],
    ['{{ range $i, $x := .a }}{{ else }}{{ end }}', 1],
    ['{{ if a }}{{ else if b }}{{ else with c }}{{ else }}{{ end }}x', 2],
    ['{{ define "a" }}{{ if b }}{{ end }}{{ end }}', 1],
    ['{{ block "a" . }}b{{ end }}', 2],
    ['{{ $x := 1 }}{{ $x = 2 }}{{ template "a" }}', 3],
    ['{{ if a }}'.repeat(150) + '{{ end }}'.repeat(150), 1],
    ['{{ if a }}'.repeat(50_000) + '{{ end }}'.repeat(50_000), null],
    [`{{ ${'('.repeat(50_000)}a${')'.repeat(50_000)} }}`, null],
  ])('of %.60s', (source, count) => expect(parseTemplate(source)?.length ?? null).toBe(count));
});
