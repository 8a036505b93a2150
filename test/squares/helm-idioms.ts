/** A chart of the tree that no table knows, written for these tests: its templates have to be followed. */
export interface Idiom {
  /** Below `spec:` of a Deployment, or a whole file that begins with `apiVersion`. */
  readonly lists: string;
  readonly helpers?: string;
  readonly values: string;
  /** Values that the chart has besides. */
  readonly more?: string;
}

const MAIN = `        - name: web
          image: registry.example.com/web:1
`;

const workload = (spec: string): string => `apiVersion: apps/v1
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
${spec}`;

/** Two lists, each written by the same words. */
const both = (write: (path: string, key: string) => string): string =>
  workload(
    `${write('.Values.inits', 'initContainers:')}      containers:\n${MAIN}${write('.Values.sidecars', '')}`,
  );

/** A key in its own condition, or no key. */
const guarded = (path: string, key: string, list: string): string =>
  key === ''
    ? `        {{- if ${path} }}\n${list}        {{- end }}\n`
    : `      {{- if ${path} }}\n      ${key}\n${list}      {{- end }}\n`;

const AGENT = `- name: agent
  image: fluent/fluent-bit:3.1.4
  env:
    - name: LEVEL
      value: info
`;

const at = (text: string, columns: number): string => text.replace(/^(?=.)/gm, ' '.repeat(columns));

const LIST = `sidecars:\n${at(AGENT, 2)}`;
const OWN = `        - name: own
          image: registry.example.com/own:1
`;

/** The files of a chart. */
export function chartOf({
  lists,
  helpers,
  values,
  more = '',
}: Idiom): Readonly<Record<string, string>> {
  return {
    'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'shop/values.yaml': `${values}${more}`,
    'shop/templates/web.yaml': lists.startsWith('apiVersion') ? lists : workload(lists),
    ...(helpers === undefined ? {} : { 'shop/templates/_helpers.tpl': helpers }),
  };
}

const HELPER = `{{- define "shop.render" -}}
{{- $value := typeIs "string" .value | ternary .value (.value | toYaml) }}
{{- if contains "{{" (toJson .value) }}
  {{- tpl $value .context }}
{{- else }}
  {{- $value }}
{{- end }}
{{- end -}}
`;

const POD = `{{- define "shop.pod" -}}
metadata:
  labels: {app: web}
spec:
  {{- with .Values.inits }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: web
      image: registry.example.com/web:1
    {{- with .Values.sidecars }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
`;

const byPod = (words: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template: {{ ${words} | nindent 4 }}
`;

/** Every way of writing a list that section after section of real charts has, where both sides do. */
export const IDIOMS: Readonly<Record<string, Idiom>> = {
  'toYaml with nindent': {
    lists: both((path, key) => guarded(path, key, `        {{- toYaml ${path} | nindent 8 }}\n`)),
    values: LIST,
  },
  'toYaml with indent': {
    lists: both((path, key) => guarded(path, key, `{{ toYaml ${path} | indent 8 }}\n`)),
    values: LIST,
  },
  'a pipe into toYaml': {
    lists: both((path, key) => guarded(path, key, `        {{- ${path} | toYaml | nindent 8 }}\n`)),
    values: LIST,
  },
  with: {
    lists: workload(`      {{- with .Values.inits }}
      initContainers: {{ toYaml . | nindent 8 }}
      {{- end }}
      containers:
${MAIN}        {{- with .Values.sidecars }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
`),
    values: LIST,
  },
  'tpl of toYaml': {
    lists: both((path, key) =>
      guarded(path, key, `        {{- tpl (toYaml ${path}) $ | nindent 8 }}\n`),
    ),
    values: LIST.replace('info', '"{{ .Release.Name }}"'),
  },
  'a helper of either form': {
    lists: both((path, key) =>
      guarded(
        path,
        key,
        `        {{- include "shop.render" (dict "value" ${path} "context" $) | nindent 8 }}\n`,
      ),
    ),
    helpers: HELPER,
    values: LIST.replace('info', '"{{ .Release.Name }}"'),
  },
  'a map, entry by entry': {
    lists: both((path, key) =>
      guarded(
        path,
        key,
        `        {{- range $name, $own := ${path} }}
        - name: {{ $name }}
          {{- toYaml $own | nindent 10 }}
        {{- end }}
`,
      ),
    ),
    values: 'sidecars:\n  agent:\n    image: fluent/fluent-bit:3.1.4\n    args: [run]\n',
  },
  'a list, item by item': {
    lists: both((path, key) =>
      guarded(
        path,
        key,
        `        {{- range ${path} }}
        - {{ toYaml . | nindent 10 | trim }}
        {{- end }}
`,
      ),
    ),
    values: LIST,
  },
  'dashes alone': {
    lists: both((path, key) =>
      guarded(
        path,
        key,
        `        {{- range $own := ${path} }}
        - {{- toYaml $own | nindent 10 }}
        {{- end }}
`,
      ),
    ),
    values: LIST,
  },
  'a variable': {
    lists: workload(`      {{- $app := .Values.web }}
      {{- with $app.inits }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
${MAIN}        {{- with $app.sidecars }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
`),
    values: `web:\n${at(LIST, 2)}`,
  },
  'index and get': {
    lists: workload(`      {{- with index .Values "web" "inits" }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
${MAIN}        {{- with get .Values.web "sidecars" }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
`),
    values: `web:\n${at(LIST, 2)}`,
  },
  'a pod by a helper': {
    lists: byPod('include "shop.pod" .'),
    helpers: POD,
    values: LIST,
  },
  'a pod that is read and written again': {
    lists: byPod('include "shop.pod" . | fromYaml | toYaml'),
    helpers: POD,
    values: LIST,
  },
  'a context that is handed on': {
    lists: byPod('include "shop.pod" (dict "ctx" .)'),
    helpers: POD.replaceAll('.Values', '.ctx.Values'),
    values: LIST,
  },
  'a context that is merged': {
    lists: byPod('include "shop.pod" (merge (dict "name" "web") .)'),
    helpers: POD,
    values: LIST,
  },
  'components of a map': {
    lists: `apiVersion: v1
kind: List
items:
  {{- range $name, $own := .Values.components }}
  - apiVersion: v1
    kind: Pod
    metadata:
      name: {{ $name }}
    spec:
      {{- with $own.inits }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: web
          image: {{ $.Values.image }}
        {{- with $own.sidecars }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  {{- end }}
`,
    values: `components:\n  web:\n${at(LIST, 4)}`,
    more: 'image: registry.example.com/web:1\n',
  },
  'components that the template names': {
    lists: `apiVersion: v1
kind: List
items:
  {{- range list "web" "api" }}
  {{- $own := index $.Values . }}
  - apiVersion: v1
    kind: Pod
    metadata:
      name: {{ . }}
    spec:
      {{- with $own.inits }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: web
          image: registry.example.com/web:1
        {{- with $own.sidecars }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  {{- end }}
`,
    values: `web:\n${at(LIST, 2)}`,
    more: 'api: {}\n',
  },
  'items in the column of the key': {
    lists: workload(`      {{- with .Values.inits }}
      initContainers:
      {{- toYaml . | nindent 6 }}
      {{- end }}
      containers:
      - name: web
        image: registry.example.com/web:1
      {{- with .Values.sidecars }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
`),
    values: LIST,
  },
  'a key that is always there': {
    lists: workload(`      initContainers:
        {{- if .Values.inits }}
        {{- toYaml .Values.inits | nindent 8 }}
        {{- end }}
      containers:
${MAIN}        {{- if .Values.sidecars }}
        {{- toYaml .Values.sidecars | nindent 8 }}
        {{- end }}
`),
    values: LIST,
  },
  'no condition on init containers': {
    lists: workload(`      initContainers:
        {{- toYaml .Values.inits | nindent 8 }}
      containers:
${MAIN}        {{- with .Values.sidecars }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
`),
    values: `inits:\n  - name: first\n    image: registry.example.com/first:1\n${LIST}`,
  },
  'a condition on the length': {
    lists: both((path, key) =>
      guarded(`(gt (len ${path}) 0)`, key, `        {{- toYaml ${path} | nindent 8 }}\n`),
    ),
    values: `${LIST}`,
    more: 'inits: []\n',
  },
  'one condition around both': {
    lists: workload(`      {{- if .Values.enabled }}
      {{- with .Values.inits }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- end }}
      containers:
${MAIN}        {{- if and .Values.enabled .Values.sidecars }}
        {{- toYaml .Values.sidecars | nindent 8 }}
        {{- end }}
`),
    values: LIST,
    more: 'enabled: true\n',
  },
};

const inits = (
  own: string,
  list = '        {{- with .Values.inits }}\n        {{- toYaml . | nindent 8 }}\n        {{- end }}\n',
): string => own.replace('LIST\n', list);

const positioned = (block: string): string =>
  workload(`${inits(block)}      containers:
${MAIN}        {{- with .Values.sidecars }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
`);

/** The list of the user among init containers of the chart. */
export const POSITIONS: Readonly<Record<string, Idiom & { readonly before?: string }>> = {
  'behind one of its own': {
    lists: positioned(`      initContainers:\n${OWN}LIST\n`),
    values: LIST,
  },
  'before one of its own': {
    lists: positioned(`      initContainers:\nLIST\n${OWN}`),
    values: LIST,
    before: 'own',
  },
  'behind one that is not always there': {
    lists: positioned(`      {{- if or .Values.inits (and .Values.a .Values.b) }}
      initContainers:
        {{- if and .Values.a .Values.b }}
${OWN}        {{- end }}
LIST
      {{- end }}
`),
    values: LIST,
    more: 'a: true\nb: true\n',
  },
  'the same where that is not there': {
    lists: positioned(`      {{- if or (and .Values.a .Values.b) .Values.inits }}
      initContainers:
        {{- if .Values.a }}
        {{- if .Values.b }}
${OWN}        {{- end }}
        {{- end }}
LIST
      {{- end }}
`),
    values: LIST,
    more: 'a: true\nb: false\n',
  },
};

const SIDECARS = `      containers:
${MAIN}        {{- with .Values.sidecars }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
`;
const INITS = `      {{- with .Values.inits }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
`;

/** Charts with which a container must not move, with a word of what is said. */
export const REFUSED: Readonly<Record<string, Idiom & { readonly says: string }>> = {
  'init containers of a second pod': {
    lists: `${workload(INITS + SIDECARS)}---
apiVersion: v1
kind: Pod
metadata:
  name: migrate
spec:
  {{- with .Values.inits }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: migrate
      image: registry.example.com/migrate:1
`,
    values: LIST,
    says: 'also uses inits for shop/templates/web.yaml',
  },
  'sidecars of a second pod': {
    lists: `${workload(INITS + SIDECARS)}---
apiVersion: v1
kind: Pod
metadata:
  name: migrate
spec:
  containers:
    - name: migrate
      image: registry.example.com/migrate:1
    {{- with .Values.sidecars }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
`,
    values: LIST,
    says: 'without inits: the container would be lost there',
  },
  'init containers under a condition of their own': {
    lists: workload(`      {{- if .Values.prepare }}\n${INITS}      {{- end }}\n${SIDECARS}`),
    values: LIST,
    more: 'prepare: false\n',
    says: 'inits is written only if ".Values.prepare" is true',
  },
  'sidecars under a condition of their own': {
    lists: workload(
      `${INITS}${SIDECARS.replace('with .Values.sidecars', 'if and .Values.agents .Values.sidecars').replace('toYaml .', 'toYaml .Values.sidecars')}`,
    ),
    values: LIST,
    more: 'agents: true\n',
    says: 'sidecars is written only if',
  },
  'fields one by one': {
    lists: workload(`      initContainers:
        {{- range .Values.inits }}
        - name: {{ .name }}
          image: {{ .image }}
        {{- end }}
${SIDECARS}`),
    values: LIST,
    says: 'drops restartPolicy',
  },
  'fields one by one on the other side': {
    lists: workload(`${INITS}      containers:
${MAIN}        {{- range .Values.sidecars }}
        - name: {{ .name }}
          image: {{ .image }}
        {{- end }}
`),
    values: LIST,
    says: 'writes single fields of sidecars',
  },
  'no init containers': {
    lists: workload(SIDECARS),
    values: LIST,
    says: 'no template takes init containers',
  },
  'an own init container that comes with them': {
    lists: workload(`      {{- if .Values.inits }}
      initContainers:
${OWN}        {{- toYaml .Values.inits | nindent 8 }}
      {{- end }}
${SIDECARS}`),
    values: LIST,
    says: 'is written only if inits is set',
  },
  'a field of the pod that comes with sidecars': {
    lists: workload(`${INITS}${SIDECARS}      {{- if .Values.sidecars }}
      shareProcessNamespace: true
      {{- end }}
`),
    values: LIST,
    says: 'is written only if sidecars is set',
  },
  'no condition on sidecars': {
    lists: workload(`${INITS}      containers:
${MAIN}        {{- toYaml .Values.sidecars | nindent 8 }}
`),
    values: LIST,
    says: 'writes sidecars without checking whether it is empty',
  },
  'a count of sidecars': {
    lists: workload(INITS + SIDECARS).replace(
      'labels: {app: web}\n    spec',
      'labels: {app: web}\n      annotations: {count: "{{ len .Values.sidecars }}"}\n    spec',
    ),
    values: LIST,
    says: 'also writes sidecars, and not as containers',
  },
  'all values as a text': {
    lists: `${workload(INITS + SIDECARS)}---
apiVersion: v1
kind: ConfigMap
metadata:
  name: values
data:
  values: {{ toJson .Values.web | quote }}
`
      .replaceAll('.Values.inits', '.Values.web.inits')
      .replaceAll('.Values.sidecars', '.Values.web.sidecars'),
    values: `web:\n${at(LIST, 2)}`,
    says: 'also writes web, and not as containers',
  },
  'text behind the last item': {
    lists: workload(`      {{- if .Values.inits }}
      initContainers:
        {{- toYaml .Values.inits | nindent 8 }}
          tty: true
      {{- end }}
${SIDECARS}`),
    values: LIST,
    says: 'the template writes text after the last init container of inits',
  },
  'text behind the last container': {
    lists: workload(`${INITS}${SIDECARS}          tty: true
`),
    values: LIST,
    says: 'writes text after sidecars',
  },
  'values that a template changes': {
    lists: `${workload(INITS + SIDECARS)}      {{- $_ := set .Values "inits" (list) }}
`,
    values: LIST,
    says: 'a template changes inits',
  },
  'a list made of two': {
    lists: workload(`      {{- with concat .Values.inits .Values.others }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
${SIDECARS}`),
    values: LIST,
    more: 'inits: []\nothers: []\n',
    says: 'could not be evaluated',
  },
  'a helper that is not there': {
    lists: workload(`      initContainers:
        {{- include "lib.inits" . | nindent 8 }}
${SIDECARS}`),
    helpers: '{{- define "lib.inits" }}{{ tpl (.Files.Get "inits.yaml") . }}{{ end }}\n',
    values: LIST,
    says: 'could not be evaluated',
  },
  'actions that are run on one side': {
    lists: workload(`      {{- with .Values.inits }}
      initContainers:
        {{- tpl (toYaml .) $ | nindent 8 }}
      {{- end }}
${SIDECARS}`),
    values: LIST.replace('info', '"{{ x }}"'),
    says: 'does not evaluate those of inits in the same way',
  },
  'global values': {
    lists: workload(INITS + SIDECARS)
      .replaceAll('.Values.inits', '.Values.global.inits')
      .replaceAll('.Values.sidecars', '.Values.global.sidecars'),
    values: `global:\n${at(LIST, 2)}`,
    says: 'global.sidecars is a global value',
  },
  'a map into a list': {
    lists: workload(`${INITS}      containers:
${MAIN}        {{- range $name, $own := .Values.sidecars }}
        - name: {{ $name }}
          {{- toYaml $own | nindent 10 }}
        {{- end }}
`),
    values: 'sidecars:\n  - image: fluent/fluent-bit:3\n    name: agent\n',
    says: 'sidecars',
  },
};
