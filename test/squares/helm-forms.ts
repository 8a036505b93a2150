import { MAIN, type TestChart } from './helm-charts.js';

/** Charts whose two keys hold containers in different ways, or stand in different maps. */

/** Texts on both sides, run as they are written, behind an init container of the chart. */
export const TEXTS: TestChart = {
  name: 'keycloakx',
  repo: 'https://codecentric.github.io/helm-charts',
  version: '7.1.11',
  values: 'tag: "3"\nextraContainers: ""\nextraInitContainers: ""\n',
  lists: `      initContainers:
        - name: dbchecker
          image: registry.example.com/check:1
        {{- with .Values.extraInitContainers }}
        {{- tpl . $ | nindent 8 }}
        {{- end }}
      containers:
${MAIN}        {{- with .Values.extraContainers }}
        {{- tpl . $ | nindent 8 }}
        {{- end }}
`,
};

/** A text that is run, and a list that is written and then run. */
export const TEXT_AND_LIST: TestChart = {
  name: 'grafana',
  repo: 'https://grafana-community.github.io/helm-charts',
  version: '12.11.1',
  values: 'extraContainers: ""\nextraInitContainers: []\n',
  lists: `      {{- if .Values.extraInitContainers }}
      initContainers:
      {{- with .Values.extraInitContainers }}
        {{- tpl (toYaml .) $ | nindent 8 }}
      {{- end }}
      {{- end }}
      containers:
${MAIN}      {{- with .Values.extraContainers }}
        {{- tpl . $ | nindent 8 }}
      {{- end }}
`,
};

/** Either on both sides; only a text is run. */
export const EITHER: TestChart = {
  name: 'fluent-bit',
  repo: 'https://fluent.github.io/helm-charts',
  version: '0.57.9',
  values: 'tag: "3"\nextraContainers: []\ninitContainers: []\n',
  lists: `      {{- with .Values.initContainers }}
      initContainers:
      {{- if kindIs "string" . }}
        {{- tpl . $ | nindent 8 }}
      {{- else }}
        {{- toYaml . | nindent 8 }}
      {{- end -}}
      {{- end }}
      containers:
${MAIN}      {{- if .Values.extraContainers }}
      {{- if kindIs "string" .Values.extraContainers }}
        {{- tpl .Values.extraContainers $ | nindent 8 }}
      {{- else }}
        {{- toYaml .Values.extraContainers | nindent 8 }}
      {{- end }}
      {{- end }}
`,
};

/** A map keyed by name, and a list. */
export const MAP_AND_LIST: TestChart = {
  name: 'prometheus',
  repo: 'https://prometheus-community.github.io/helm-charts',
  version: '29.27.0',
  values: 'server:\n  sidecarContainers: {}\n  extraInitContainers: []\n',
  lists: `      {{- if .Values.server.extraInitContainers }}
      initContainers:
{{ toYaml .Values.server.extraInitContainers | indent 8 }}
      {{- end }}
      containers:
${MAIN}      {{- range $name, $spec := .Values.server.sidecarContainers }}
        - name: {{ $name }}
          {{- toYaml $spec | nindent 10 }}
      {{- end }}
`,
};

/** A list, and a map keyed by name whose entries are run. */
export const LIST_AND_MAP: TestChart = {
  name: 'application',
  repo: 'https://stakater.github.io/stakater-charts',
  version: '9.2.0',
  values: 'deployment:\n  additionalContainers: []\n  initContainers: {}\n',
  lists: `      {{- if .Values.deployment.initContainers }}
      initContainers:
      {{- range $key, $value := .Values.deployment.initContainers }}
      - name: {{ $key }}
{{ tpl (toYaml $value) $ | indent 8 }}
      {{- end }}
      {{- end }}
      containers:
${MAIN.replaceAll(/^ {8}/gm, '      ')}      {{- with .Values.deployment.additionalContainers }}
{{ toYaml . | indent 6 }}
      {{- end }}
`,
};

/** Two keys in different maps, before init containers of the chart. */
export const APART: TestChart = {
  name: 'jenkins',
  repo: 'https://charts.jenkins.io',
  version: '5.9.53',
  values:
    'controller:\n  customInitContainers: []\n  sidecars:\n    reload: {enabled: true}\n    additionalSidecarContainers: []\n',
  lists: `      initContainers:
{{- if .Values.controller.customInitContainers }}
{{ tpl (toYaml .Values.controller.customInitContainers) . | indent 8 }}
{{- end }}
        - name: init
          image: registry.example.com/init:1
      containers:
${MAIN}{{- if .Values.controller.sidecars.reload.enabled }}
        - name: reload
          image: registry.example.com/reload:1
{{- end }}
{{- if .Values.controller.sidecars.additionalSidecarContainers }}
{{ tpl (toYaml .Values.controller.sidecars.additionalSidecarContainers | indent 8) . }}
{{- end }}
`,
};
