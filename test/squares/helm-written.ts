/** A sidecar that a template of a chart writes itself, beside another container. */
export interface Written {
  /** Below `spec:` of the pod. */
  readonly pod: string;
  /** The moved containers, in their order; and the init container that they come before, if any. */
  readonly moved?: readonly string[];
  readonly before?: string;
  readonly helpers?: string;
}

const at = (text: string, columns: number): string => text.replace(/^(?=.)/gm, ' '.repeat(columns));

const MAIN = `        - name: web
          image: registry.example.com/web:1
          {{- with .Values.env }}
          env:
            {{- toYaml . | nindent 12 }}
          {{- end }}
`;

const AGENT = `- name: fluent-bit
  image: "{{ .Values.agent.image }}:3"
  {{- if .Values.debug }}
  args: [debug]
  {{- else }}
  args:
    - run
  {{- end }}
  {{- with .Values.env }}
  env:
    {{- toYaml . | nindent 12 }}
  {{- end }}
  command:
    - sh
    - -c
    - |
      {{- if .Values.debug }}
      echo "{{ .Release.Name }}"
      {{- end }}
      exec run
`;

const AT_8 = at(AGENT, 8);
const GUARDED = `        {{- if .Values.agent.enabled }}
        # sends what web writes
${AT_8}        {{- end }}
`;
const EXTRA = `        {{- with .Values.sidecars }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
`;
const OWN = `        - name: own
          image: registry.example.com/own:1
`;
const containers = (...parts: readonly string[]): string => `      containers:\n${parts.join('')}`;
const USER = `        {{- with .Values.inits }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
`;

/** Every combination of what the templates ask for. */
export const COMBINATIONS: readonly string[] = [true, false].flatMap((enabled) =>
  [true, false].flatMap((more) => [
    `agent: {enabled: ${enabled}, image: registry.example.com/fluent-bit}
debug: ${more}
prepare: ${!more}
env: ${more ? '[{name: A, value: b}]' : '[]'}
inits: ${more ? '[{name: user, image: user}]' : '[]'}
sidecars: ${more ? '[{name: other, image: other}]' : '[]'}
`,
  ]),
);

export const WRITTEN: Readonly<Record<string, Written>> = {
  'under a condition, and no init containers': { pod: containers(MAIN, GUARDED) },
  'under a condition, before others': { pod: containers(GUARDED, MAIN, EXTRA) },
  'always there, and no init containers': { pod: containers(MAIN, AT_8, EXTRA) },
  'under with, whose dot it uses': {
    pod: containers(
      MAIN,
      `        {{- with .Values.agent }}
        - name: fluent-bit
          image: "{{ .image }}:3"
        {{- end }}
`,
    ),
  },
  'two at the end, the last of them under a condition': {
    pod: containers(MAIN, AT_8.replace('name: fluent-bit', 'name: promtail'), GUARDED),
    moved: ['promtail', 'fluent-bit'],
  },
  'two at the end, both under conditions': {
    pod: containers(
      MAIN,
      GUARDED.replace('name: fluent-bit', 'name: promtail').replace('agent.enabled', 'debug'),
      GUARDED,
    ),
    moved: ['promtail', 'fluent-bit'],
  },
  'with a variable from between, where no line moves': {
    pod: containers(
      MAIN,
      '        {{- $image := .Values.agent.image }}\n',
      GUARDED.replace('.Values.agent.image', '$image'),
    ),
  },
  'under two conditions': {
    pod: containers(
      MAIN,
      `        {{- if .Values.debug }}\n        {{- if .Values.agent.enabled }}\n${AT_8}        {{- end }}\n        {{- end }}\n`,
    ),
  },
  'with a condition at the first column': {
    pod: containers(MAIN, `{{- if .Values.agent.enabled }}\n${AT_8}{{- end }}\n`),
  },
  'without trim marks': {
    pod: containers(MAIN, `{{ if .Values.agent.enabled }}\n${AT_8}{{ end }}\n`),
  },
  'behind init containers that are always there': {
    pod: `      initContainers:\n${OWN}${containers(MAIN, GUARDED)}`,
  },
  'behind init containers of the user': {
    pod: `      initContainers:\n${OWN}${USER}${containers(MAIN, GUARDED, EXTRA)}`,
  },
  'behind a key that may be empty': {
    pod: `      initContainers:\n${USER}${containers(MAIN, GUARDED)}`,
  },
  'behind init containers of another column': {
    pod: `      initContainers:\n${OWN.replace(/^ {2}/gm, '')}${containers(MAIN, GUARDED)}`,
  },
  'behind init containers of a column further': {
    pod: `      initContainers:\n${OWN.replace(/^/gm, '  ').replace(/ +$/, '')}${containers(MAIN, GUARDED)}`,
  },
  'where init containers stand under with': {
    pod: `      {{- with .Values.inits }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
${containers(MAIN, GUARDED)}`,
  },
  'where init containers stand behind their key': {
    pod: `      {{- with .Values.inits }}
      initContainers: {{- toYaml . | nindent 8 }}
      {{- end }}
${containers(MAIN, GUARDED)}`,
  },
  'where init containers stand under one condition': {
    pod: `      {{- if and .Values.prepare .Values.env }}
      initContainers:
${OWN}      {{- end }}
${containers(MAIN, GUARDED)}`,
  },
  'where init containers stand under conditions of their own, too': {
    pod: `      {{- if or .Values.prepare .Values.inits }}
      initContainers:
        {{- if .Values.prepare }}
${OWN}        {{- end }}
        {{- if .Values.inits }}
        {{- toYaml .Values.inits | nindent 8 }}
        {{- end }}
      {{- end }}
${containers(MAIN, GUARDED)}`,
  },
  'where init containers have a reason that is not one of theirs': {
    pod: `      {{- if or .Values.prepare .Values.inits }}
      initContainers:
${OWN}${USER}      {{- end }}
${containers(MAIN, GUARDED)}`,
  },
  'always there, where init containers stand under a condition': {
    pod: `      {{- with .Values.inits }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
${containers(MAIN, AT_8)}`,
  },
  'two of them': {
    pod: containers(MAIN, GUARDED, AT_8.replace('name: fluent-bit', 'name: promtail')),
    moved: ['fluent-bit', 'promtail'],
  },
  'in a named template': {
    pod: '      {{- include "shop.pod" . | nindent 6 }}\n',
    helpers: `{{- define "shop.pod" -}}
containers:
  - name: web
    image: registry.example.com/web:1
  {{- if .Values.agent.enabled }}
  - name: fluent-bit
    image: "{{ .Values.agent.image }}:3"
  {{- end }}
volumes: []
{{- end }}
`,
  },
  'behind init containers below': {
    pod: `${containers(MAIN, GUARDED)}      initContainers:\n${OWN}`,
  },
};

const NO_TRIM = '        {{- if .Values.agent.enabled -}}\n';

/** What a person has to move, with a word of why. */
export const BY_HAND: Readonly<Record<string, Written & { readonly says: string }>> = {
  'a condition with an else': {
    pod: containers(
      MAIN,
      GUARDED.replace(/ {8}\{\{- end \}\}\n$/, `        {{- else }}\n${OWN}        {{- end }}\n`),
    ),
    says: 'its condition has an else',
  },
  'a condition of two containers': {
    pod: containers(MAIN, GUARDED.replace(/ {8}\{\{- end \}\}\n$/, `${OWN}        {{- end }}\n`)),
    says: 'its condition also contains other containers',
  },
  'a condition that holds a list of the user, too': {
    pod: containers(MAIN, GUARDED.replace(/ {8}\{\{- end \}\}\n$/, `${EXTRA}        {{- end }}\n`)),
    says: 'its condition also contains other containers',
  },
  'a loop': {
    pod: containers(MAIN, GUARDED.replace('if .Values.agent.enabled', 'range list 1')),
    says: 'a loop writes it',
  },
  'a variable from between the containers': {
    pod: containers(
      MAIN,
      '        {{- $image := .Values.agent.image }}\n',
      GUARDED.replace('.Values.agent.image', '$image'),
      OWN,
    ),
    says: 'it uses $image, which is set between the containers',
  },
  'a condition that sets a variable': {
    pod: containers(MAIN, GUARDED.replace('if .Values', 'if $x := .Values')),
    says: 'its condition sets a variable',
  },
  'fields behind it': {
    pod: containers(MAIN, GUARDED, '          tty: true\n'),
    says: 'what follows it belongs to whichever container is last',
  },
  'trim marks that join lines': {
    pod: containers(
      MAIN,
      GUARDED.replace(/ {8}\{\{- end \}\}\n$/, '        {{- end -}}\n'),
      '\n',
      OWN,
    ),
    says: 'removes the line break after it',
  },
  'two lists of init containers': {
    pod: `      {{- if .Values.prepare }}
      initContainers:
${OWN}      {{- else }}
      initContainers:
${USER}      {{- end }}
${containers(MAIN, GUARDED)}`,
    says: 'the pod has several lists of init containers',
  },
  'init containers beside something else under one condition': {
    pod: `      {{- if .Values.prepare }}
      hostNetwork: true
      initContainers:
${OWN}      {{- end }}
${containers(MAIN, GUARDED)}`,
    says: 'the condition around the init containers also contains something else',
  },
  'containers under a condition that init containers are not under': {
    pod: `      initContainers:\n${OWN}      {{- if .Values.prepare }}\n${containers(MAIN, GUARDED)}      {{- else }}\n${containers(MAIN)}      {{- end }}\n`,
    says: 'init containers are inside other conditions than containers',
  },
  'a list that is written whether it is empty or not': {
    pod: `      initContainers:
        {{- toYaml .Values.inits | nindent 8 }}
${containers(MAIN, GUARDED)}`,
    says: 'written without checking whether there are any',
  },
  'a helper that may write init containers': {
    pod: `      {{- include "shop.initContainers" . | nindent 6 }}\n${containers(MAIN, GUARDED)}`,
    helpers: '{{- define "shop.initContainers" }}{{ end }}\n',
    says: 'may be init containers',
  },
  'indentation in the middle': {
    pod: `      initContainers:\n${OWN.replace(/^ {2}/gm, '')}${containers(MAIN, GUARDED.replace('toYaml . | nindent 12', 'toYaml . | nindent 12 | trimSuffix "x"'))}`,
    says: 'indentation is computed inside it',
  },
  'a condition that opens on the line of another': {
    pod: containers(MAIN, NO_TRIM, AT_8, '        {{- end }}\n').replace(
      '{{- if .Values.agent.enabled -}}\n',
      '{{- if .Values.debug }}{{ end }}{{- if .Values.agent.enabled }}\n',
    ),
    says: 'its condition is on a line with something else',
  },
};

const HELPER = `{{- define "shop.agent" }}
- name: fluent-bit
  image: "{{ .Values.agent.image }}:3"
  args:
    - run
{{- end }}
`;
const CALL = '        {{- include "shop.agent" . | nindent 8 }}\n';

/** Those that a helper writes. */
export const HELPED: Readonly<Record<string, Written & { readonly says: string | null }>> = {
  once: {
    pod: containers(MAIN, CALL),
    helpers: HELPER,
    says: 'the helper shop.agent (shop/templates/_helpers.tpl:1) writes it',
  },
  twice: {
    pod: `      initContainers:\n${CALL}${containers(MAIN, CALL)}`,
    helpers: HELPER,
    says: 'the helper shop.agent (shop/templates/_helpers.tpl:1) writes it, and is called 2 times',
  },
  'beside nothing else': { pod: containers(CALL), helpers: HELPER, says: null },
  'with others': {
    pod: containers(MAIN, CALL),
    helpers: HELPER.replace('{{- end }}\n', '- name: other\n{{- end }}\n'),
    says: null,
  },
};

/** Where nothing is to be said. */
export const SILENT: Readonly<Record<string, Written>> = {
  'one container': { pod: containers(AT_8) },
  'two sidecars and nothing else': {
    pod: containers(AT_8, AT_8.replace('name: fluent-bit', 'name: promtail')),
  },
  'two sidecars and a list of the user': {
    pod: containers(AT_8, AT_8.replace('name: fluent-bit', 'name: promtail'), EXTRA),
  },
  'the application of its chart': {
    pod: containers(AT_8.replace('name: fluent-bit', 'name: shop'), OWN),
  },
  'no known sidecar': { pod: containers(MAIN, OWN) },
  'a list of the user': { pod: containers(MAIN, EXTRA) },
  'one that is native': { pod: `      initContainers:\n${AT_8}${containers(MAIN, OWN)}` },
  'one that is kept': {
    pod: containers(MAIN, GUARDED.replace('# sends', '# sidecar-migrate: keep, sends')),
  },
  'a name that is worked out': {
    pod: containers(MAIN, AT_8.replace('name: fluent-bit', 'name: {{ .Release.Name }}-fluent-bit')),
  },
};

export function writtenChart({ pod, helpers }: Written): Readonly<Record<string, string>> {
  return {
    'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'shop/values.yaml': 'agent: {image: registry.example.com/fluent-bit}\n',
    'shop/templates/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
${pod}      volumes: []
`.replace(/ {6}volumes: \[\]\n$/, helpers === undefined ? '      volumes: []\n' : ''),
    ...(helpers === undefined ? {} : { 'shop/templates/_helpers.tpl': helpers }),
  };
}
