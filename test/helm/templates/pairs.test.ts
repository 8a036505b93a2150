import { describe, expect, it } from 'vitest';
import { renderChart } from '../../../src/helm/templates/chart.js';
import { pairsIn } from '../../../src/helm/templates/pairs.js';

/** What is said of each list of a chart: `from [shape] -> to [shape] position`, or the objection. */
function pairs(files: Readonly<Record<string, string>>): readonly string[] {
  const texts = Object.entries(files).map(([path, text]) => ({ path, text }));
  const chart = renderChart(texts);
  if (chart === null) return ['too much'];
  return pairsIn(chart).map(({ component, objection }) => {
    const { from, fromShape, fromTpl, to, toShape, toTpl, position } = component;
    if (objection !== null) return `${from}: ${objection.message}`;
    const side = (path: string | null, shape: string, tpl: unknown): string =>
      `${path} [${shape}${tpl === true ? ' tpl' : tpl === null ? ' tpl?' : ''}]`;
    return `${side(from, fromShape, fromTpl)} -> ${side(to, toShape, toTpl)} ${position}`;
  });
}

const deployment = (inits: string, containers: string): string => `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
${inits}      containers:
        - name: web
          image: web
${containers}`;

const one = (inits: string, containers: string): readonly string[] =>
  pairs({ 'templates/web.yaml': deployment(inits, containers) });

const SIDECARS =
  '        {{- with .Values.s }}\n        {{- toYaml . | nindent 8 }}\n        {{- end }}\n';

describe('what is written into init containers', () => {
  it.each([
    ['{{- toYaml .Values.i | nindent 8 }}', 'i [list]'],
    ['{{- .Values.i | toYaml | nindent 8 }}', 'i [list]'],
    ['{{- tpl (toYaml .Values.i) $ | nindent 8 }}', 'i [list tpl]'],
    ['{{- tpl .Values.i . | nindent 8 }}', 'i [string tpl]'],
    ['{{- .Values.i | nindent 8 }}', 'i [string]'],
    ['{{- toYaml $.Values.i | nindent 8 }}', 'i [list]'],
    [
      '{{- include "common.tplvalues.render" (dict "value" .Values.i "context" $) | nindent 8 }}',
      'i [list-or-string tpl]',
    ],
    [
      '{{- if kindIs "string" .Values.i }}{{- tpl .Values.i $ | nindent 8 }}{{- else }}{{- toYaml .Values.i | nindent 8 }}{{- end }}',
      'i [list-or-string]',
    ],
    [
      '{{- if eq (printf "%T" .Values.i) "string" }}{{- tpl .Values.i $ | nindent 8 }}{{- else }}{{- tpl (toYaml .Values.i) $ | nindent 8 }}{{- end }}',
      'i [list-or-string tpl]',
    ],
    [
      '{{- range $n, $c := .Values.i }}\n        - name: {{ $n }}\n          {{- toYaml $c | nindent 10 }}\n        {{- end }}',
      'i [map]',
    ],
    [
      '{{- range $n, $c := .Values.i }}\n        - name: {{ $n | quote }}\n{{ toYaml $c | indent 10 }}\n        {{- end }}',
      'i [map]',
    ],
    [
      '{{- range .Values.i }}\n        - {{ toYaml . | nindent 10 | trim }}\n        {{- end }}',
      'i [list]',
    ],
    ['{{- toYaml (required "give some" .Values.i) | nindent 8 }}', 'i [list]'],
    ['{{- toYaml (.Values.i | default list) | nindent 8 }}', 'i [list]'],
    ['{{- toYaml (dig "i" (list) .Values) | nindent 8 }}', 'i [list]'],
    ['{{- toYaml (get .Values "i") | nindent 8 }}', 'i [list]'],
    ['{{- $v := .Values }}\n        {{- toYaml $v.i | nindent 8 }}', 'i [list]'],
  ])('%s', (action, side) => {
    const [said] = one(
      `      {{- if .Values.i }}\n      initContainers:\n        ${action}\n      {{- end }}\n`,
      SIDECARS,
    );
    expect(said).toContain(`-> ${side} alone`);
  });

  it.each([
    '{{- toYaml (concat .Values.i .Values.j) | nindent 8 }}',
    '{{- toYaml (default .Values.j .Values.i) | nindent 8 }}',
    '{{- toYaml (coalesce .Values.i .Values.j) | nindent 8 }}',
    '{{- toYaml (merge .Values.i .Values.j) | nindent 8 }}',
    '{{- include "lib.containers" .Values.i | nindent 8 }}',
    '{{- tpl (.Files.Get "i.yaml") . | nindent 8 }}',
    '{{- toYaml .Values.i }}',
    '{{- toYaml .Values.i | nindent 6 | indent 4 | upper }}',
  ])('%s is not followed', (action) => {
    const [said] = one(`      initContainers:\n        ${action}\n`, SIDECARS);
    expect(said).toContain('could not be evaluated');
  });
});

describe('a pair', () => {
  it('is of one map before others, and of the last of several', () => {
    const list = (path: string): string =>
      `        {{- with .Values.${path} }}\n        {{- toYaml . | nindent 8 }}\n        {{- end }}\n`;
    const inits = ['global.i', 'web.pre', 'web.post', 'i'].map(list).join('');
    expect(one(`      initContainers:\n${inits}`, list('web.s'))).toEqual([
      'web.s [list] -> web.post [list] alone',
    ]);
  });

  it('is of one pod: init containers of another are none', () => {
    const other = `---\napiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n    {{- toYaml .Values.i | nindent 4 }}\n  containers:\n    - name: other\n`;
    expect(one('', SIDECARS + other)[0]).toContain('no template takes init containers');
  });

  it('is the same where an object is made by either of two conditions', () => {
    const both = `apiVersion: apps/v1\nkind: {{ if .Values.x }}StatefulSet{{ else }}Deployment{{ end }}\n${deployment('      {{- with .Values.i }}\n      initContainers: {{- toYaml . | nindent 8 }}\n      {{- end }}\n', SIDECARS).replace(/^(?:.*\n){2}/, '')}`;
    expect(pairs({ 'templates/web.yaml': both })).toEqual(['s [list] -> i [list] alone']);
  });

  it.each([
    ['Workflow', 'goes into a Workflow: Argo Workflows stops its own sidecars'],
    ['Widget', 'goes into a Widget, and what becomes of its pods is not known'],
  ])('of a %s is refused', (kind, why) => {
    const text = deployment(
      '      initContainers:\n        {{- toYaml .Values.i | nindent 8 }}\n',
      SIDECARS,
    );
    const own = text.replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', kind);
    expect(pairs({ 'templates/web.yaml': own })[0]).toContain(why);
  });

  it('is not known where named templates call each other without end', () => {
    const helpers =
      '{{ define "a" }}{{ range .x }}{{ include "b" . }}{{ include "b" . }}{{ end }}{{ end }}' +
      '{{ define "b" }}{{ include "a" . }}{{ end }}';
    expect(
      pairs({ 'templates/_h.tpl': helpers, 'templates/a.yaml': '{{ include "a" . }}\n' }),
    ).toEqual([]);
  });

  it('is not known where a named template is said twice, and not in the same words', () => {
    const define = (key: string): string =>
      `{{- define "inits" }}\n{{- toYaml .Values.${key} }}\n{{- end }}\n`;
    const web = deployment(
      '      initContainers:\n        {{- include "inits" . | nindent 8 }}\n',
      SIDECARS,
    );
    const files = { 'templates/_a.tpl': define('i'), 'templates/web.yaml': web };
    expect(pairs(files)).toEqual(['s [list] -> i [list] alone']);
    expect(pairs({ ...files, 'templates/_b.tpl': define('i') })).toEqual(pairs(files));
    expect(pairs({ ...files, 'templates/_b.tpl': define('j') })[0]).toContain('could not be');
  });

  it('is refused where a file that speaks of it cannot be read', () => {
    const web = deployment(
      '      initContainers:\n        {{- toYaml .Values.inits | nindent 8 }}\n',
      SIDECARS,
    );
    const files = { 'templates/web.yaml': web };
    expect(pairs({ ...files, 'templates/x.yaml': '{{ if }}' })[0]).toContain('alone');
    expect(pairs({ ...files, 'templates/x.yaml': '{{ if }} inits' })[0]).toContain(
      'templates/x.yaml cannot be parsed as a template',
    );
  });
});
