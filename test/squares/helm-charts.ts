/** Charts written for these tests: each passes two lists on by one of the idioms of real charts. */
export interface TestChart {
  /** As the row of docs/charts.md has it. */
  readonly name: string;
  readonly repo: string;
  readonly version: string;
  /** The two lists of the pod. */
  readonly lists: string;
  readonly helpers?: string;
  readonly values: string;
}

const workload = (lists: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-{{ .Chart.Name }}
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
${lists}`;

export const MAIN = `        - name: web
          image: registry.example.com/web:1
`;

/** Every file of an umbrella with one dependency, whose templates these are. */
export function umbrella(chart: TestChart, values: string): Readonly<Record<string, string>> {
  const { name, repo, version } = chart;
  return {
    'shop/Chart.yaml': `apiVersion: v2
name: shop
version: 1.0.0
dependencies:
- name: ${name}
  version: ${version}
  repository: ${repo}
`,
    'shop/values.yaml': values,
    [`shop/charts/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: ${version}\n`,
    [`shop/charts/${name}/values.yaml`]: chart.values,
    [`shop/charts/${name}/templates/web.yaml`]: workload(chart.lists),
    ...(chart.helpers === undefined
      ? {}
      : { [`shop/charts/${name}/templates/_helpers.tpl`]: chart.helpers }),
  };
}

export const PLAIN: TestChart = {
  name: 'vault',
  repo: 'https://helm.releases.hashicorp.com',
  version: '0.34.1',
  values: 'server:\n  extraContainers: null\n  extraInitContainers: null\n',
  lists: `      {{- if .Values.server.extraInitContainers }}
      initContainers:
        {{- toYaml .Values.server.extraInitContainers | nindent 8 }}
      {{- end }}
      containers:
${MAIN}        {{- if .Values.server.extraContainers }}
        {{- toYaml .Values.server.extraContainers | nindent 8 }}
        {{- end }}
`,
};

export const RENDERED: TestChart = {
  name: 'argo-cd',
  repo: 'https://argoproj.github.io/argo-helm',
  version: '10.1.1',
  values: 'repoServer:\n  extraContainers: []\n  initContainers: []\n',
  lists: `      initContainers:
        - name: copyutil
          image: registry.example.com/copy:1
        {{- with .Values.repoServer.initContainers }}
          {{- tpl (toYaml .) $ | nindent 8 }}
        {{- end }}
      containers:
${MAIN}        {{- with .Values.repoServer.extraContainers }}
          {{- tpl (toYaml .) $ | nindent 8 }}
        {{- end }}
`,
};

export const BY_HELPER: TestChart = {
  name: 'redis',
  repo: 'oci://registry-1.docker.io/bitnamicharts',
  version: '23.1.1',
  values: 'master:\n  sidecars: []\n  initContainers: []\n',
  helpers: `{{- define "render" -}}
{{- $value := typeIs "string" .value | ternary .value (.value | toYaml) }}
{{- if contains "{{" $value }}{{ tpl $value .context }}{{ else }}{{ $value }}{{ end }}
{{- end -}}
`,
  lists: `      initContainers:
        {{- if .Values.master.initContainers }}
        {{- include "render" (dict "value" .Values.master.initContainers "context" $) | nindent 8 }}
        {{- end }}
      containers:
${MAIN}        {{- if .Values.master.sidecars }}
        {{- include "render" (dict "value" .Values.master.sidecars "context" $) | nindent 8 }}
        {{- end }}
`,
};

/** As the library of app-template 3 does it, but that order follows names alone. */
export const MAPS: TestChart = {
  name: 'app-template',
  repo: 'https://bjw-s-labs.github.io/helm-charts',
  version: '4.1.2',
  values: 'controllers: {}\n',
  helpers: `{{- define "entries" -}}
{{- range $name, $own := . }}
- name: {{ $name }}
  image: {{ $own.image.repository }}:{{ $own.image.tag }}
  {{- with omit $own "image" "dependsOn" }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end -}}
`,
  lists: `      {{- range $key, $controller := .Values.controllers }}
      {{- with $controller.initContainers }}
      initContainers:
        {{- include "entries" . | nindent 8 }}
      {{- end }}
      containers:
        {{- include "entries" $controller.containers | nindent 8 }}
      {{- end }}
`,
};

/** Init containers go to a second pod, as those of Kong do. */
export const FANS_OUT: TestChart = {
  name: 'kong',
  repo: 'https://charts.konghq.com',
  version: '3.4.1',
  values: 'deployment: {}\n',
  lists: `      {{- with .Values.deployment.initContainers }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
${MAIN}        {{- with .Values.deployment.sidecarContainers }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
---
apiVersion: v1
kind: Pod
metadata:
  name: migrate
spec:
  {{- with .Values.deployment.initContainers }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: migrate
      image: registry.example.com/migrate:1
`,
};

/** `with` and a dot. */
export const WITH_DOT: TestChart = {
  name: 'traefik',
  repo: 'https://traefik.github.io/charts',
  version: '41.3.0',
  values: 'deployment:\n  additionalContainers: []\n  initContainers: []\n',
  lists: `      {{- with .Values.deployment.initContainers }}
      initContainers:
      {{- toYaml . | nindent 6 }}
      {{- end }}
      containers:
${MAIN}      {{- with .Values.deployment.additionalContainers }}
        {{- toYaml . | nindent 8 }}
      {{- end }}
`,
};

/** A variable, and init containers of the chart behind those of the user. */
export const BY_VARIABLE: TestChart = {
  name: 'victoria-metrics-single',
  repo: 'https://victoriametrics.github.io/helm-charts',
  version: '0.40.0',
  values: 'server:\n  extraContainers: []\n  initContainers: []\n',
  lists: `      {{- $app := .Values.server }}
      initContainers:
        {{- with $app.initContainers }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        - name: restore
          image: registry.example.com/restore:1
      containers:
${MAIN}        {{- with $app.extraContainers }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
`,
};

/** One item after the other, and a key that is emitted with nothing under it. */
export const BY_RANGE: TestChart = {
  name: 'dagster',
  repo: 'https://dagster-io.github.io/helm',
  version: '1.12.0',
  values: 'dagsterWebserver:\n  extraContainers: []\n  extraPrependedInitContainers: []\n',
  lists: `      initContainers:
        {{- range .Values.dagsterWebserver.extraPrependedInitContainers }}
        - {{ toYaml . | nindent 10 | trim }}
        {{- end }}
      containers:
${MAIN}        {{- range .Values.dagsterWebserver.extraContainers }}
        -
          {{- toYaml . | nindent 10 }}
        {{- end }}
`,
};
