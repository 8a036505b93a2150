import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listText } from '../../../src/helm/values/list-text.js';
import { tiedBy, unveiled, veiled } from '../../../src/helm/values/veil.js';

const TEXT = `# of the shop
- name: agent
  image: fluent/fluent-bit:{{ .Values.tag }}
  {{- if .Values.debug }}
  args: ["{{ include "shop.args" . }}"]
  {{- end }}
{{- with .Values.more }}
- name: {{ .name }}
  image: {{ .image }}
{{- end }}
- name: last
  image: "{{ .Values.last }}"
  #{{ not an action of the chart }}
`;

describe('a text with template actions', () => {
  it('is YAML under a veil, at the same offsets, and itself without it', () => {
    const under = veiled(TEXT) ?? '';
    expect(under).toHaveLength(TEXT.length);
    expect(parse(under)).toHaveLength(3);
    expect(unveiled(under)).toBe(TEXT);
  });

  it('gives its containers as they are written', () => {
    expect(listText(TEXT)?.items).toEqual([
      {
        name: 'agent',
        image: 'fluent/fluent-bit:{{ .Values.tag }}',
        args: ['{{ include "shop.args" . }}'],
      },
      { name: '{{ .name }}', image: '{{ .image }}' },
      { name: 'last', image: '{{ .Values.last }}' },
    ]);
  });

  it.each([
    ['no list', 'name: agent\n'],
    ['a list in brackets', '[{name: agent}]\n'],
    ['several documents', '- name: a\n---\n- name: b\n'],
    ['a list of words', '- agent\n'],
    ['an action over lines', '- name: a\n  image: {{ .x |\n    quote }}\n'],
    ['characters of the veil', '- name: a\n  image: \uE010\n'],
    ['an action among the containers', '- name: a\n{{ include "more" . }}\n'],
    ['nothing', ''],
  ])('is none where it is %s', (_, text) => expect(listText(text)).toBeNull());

  it.each<[string, string | null, number, number]>([
    ['the whole of an action', null, 0, 5],
    [
      'an action from its beginning',
      'actions that begin inside it do not end inside it, or the other way round',
      6,
      8,
    ],
    ['what stands inside of one', 'it is between actions that begin above it', 7, 8],
    ['what is behind all', null, 10, 11],
  ])('is parted at %s', (_, why, first, last) => expect(tiedBy(TEXT, first, last)).toBe(why));

  it.each([
    ['- name: {{ $name }}\n', 'its actions have variables'],
    ['{{- if .x -}}\n- name: a\n{{- end -}}\n', 'an action removes the end of its line'],
    [
      '- name: a\n  {{- else }}\n  image: b\n',
      'actions that begin inside it do not end inside it, or the other way round',
    ],
  ])('%j stays where it is', (text, why) => {
    expect(tiedBy(text, 0, text.split('\n').length - 2)).toBe(why);
  });
});
