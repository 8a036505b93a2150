import { describe, it } from 'vitest';
import { APART, EITHER, LIST_AND_MAP, MAP_AND_LIST, TEXT_AND_LIST, TEXTS } from './helm-forms.js';
import { at, expectSquare, type Square, tools } from './helm-square.js';

const AGENT = `- name: agent
  image: fluent/fluent-bit:3.1.4
  # what it says
  env:
  - {name: LEVEL, value: info}
`;
const WEB = `- name: web2
  image: registry.example.com/web:2
`;
const INIT = `- name: wait
  image: busybox:1.36
`;
const RUN = `- name: agent
  image: fluent/fluent-bit:{{ .Values.tag }}
  {{- if eq .Values.tag "3" }}
  args: ["{{ .Release.Name }}"]
  {{- end }}
`;

const ENTRY = `agent:
  image: fluent/fluent-bit:3.1.4
  env:
  - {name: LEVEL, value: info}
`;

/** With other values of the release, that set other keys: it is rendered with them, too. */
const square = (chart: Square['chart'], values: string, more: Partial<Square> = {}): Square => ({
  chart,
  values: `${chart.name}:\n${at(values, 2)}`,
  layers: { 'shop/values-prod.yaml': `${chart.name}:\n  tag: "4"\n  replicas: 3\n` },
  moved: ['agent'],
  ...more,
});

describe.skipIf(tools === null)('containers that go to another form or another map', () => {
  it.each<[string, Square]>([
    ['a text to a text', square(TEXTS, `extraContainers: |\n${at(AGENT, 2)}`)],
    [
      'a part of a text to the end of a text',
      square(
        TEXTS,
        `extraInitContainers: |\n${at(INIT, 2)}extraContainers: |-\n${at(WEB + AGENT, 4)}`,
      ),
    ],
    ['a text with actions to a text', square(TEXTS, `extraContainers: |\n${at(WEB + RUN, 2)}`)],
    [
      'a text to an empty text',
      square(TEXTS, `extraInitContainers: ""\nextraContainers: |\n${at(RUN, 2)}`),
    ],
    [
      'refused: a text that holds one inside of an action',
      square(TEXTS, `extraContainers: |\n  {{- if .Values.tag }}\n${at(AGENT, 2)}  {{- end }}\n`, {
        moved: [],
      }),
    ],
    [
      'a text to a list',
      square(TEXT_AND_LIST, `extraContainers: |\n${at(AGENT, 2)}extraInitContainers:\n${INIT}`),
    ],
    [
      'a part of a text to a new list',
      square(TEXT_AND_LIST, `extraContainers: |\n${at(AGENT + WEB, 2)}`),
    ],
    [
      'refused: a text with actions to a list',
      square(
        TEXT_AND_LIST,
        `extraContainers: |\n${at(AGENT.replace('info', '"{{ .Release.Name }}"'), 2)}`,
        {
          moved: [],
        },
      ),
    ],
    [
      'a text to a text, where a chart takes either',
      square(EITHER, `extraContainers: |\n${at(RUN, 2)}initContainers: []\n`),
    ],
    [
      'a text to a list that is there',
      square(EITHER, `extraContainers: |\n${at(AGENT, 2)}initContainers:\n${INIT}`),
    ],
    [
      'a list to a text that is there',
      square(EITHER, `extraContainers:\n${AGENT}initContainers: |\n${at(INIT, 2)}`),
    ],
    [
      'refused: a list with actions, which are not run, to a text',
      square(
        EITHER,
        `extraContainers:\n${AGENT.replace('info', '"{{ .Release.Name }}"')}initContainers: |\n${at(INIT, 2)}`,
        { moved: [] },
      ),
    ],
    [
      'a map to a list',
      square(
        MAP_AND_LIST,
        `server:\n  extraInitContainers:\n${at(INIT, 4)}  sidecarContainers:\n${at(ENTRY, 6)}      web2: {image: "registry.example.com/web:2"}\n`,
      ),
    ],
    [
      'a map that is left empty to a new list',
      square(MAP_AND_LIST, `server:\n  sidecarContainers:\n${at(ENTRY, 4)}`),
    ],
    [
      'refused: an entry with a name beside its key',
      square(MAP_AND_LIST, `server:\n  sidecarContainers:\n${at(ENTRY, 4)}      name: agent\n`, {
        moved: [],
      }),
    ],
    [
      'a list to a map',
      square(
        LIST_AND_MAP,
        `deployment:\n  additionalContainers:\n${at(WEB + AGENT, 2)}  initContainers:\n    a-first: {image: "busybox:1.36"}\n`,
      ),
    ],
    [
      'a list to a new map',
      square(
        LIST_AND_MAP,
        `deployment:\n  additionalContainers:\n  - {image: "fluent/fluent-bit:3", name: agent}\n`,
      ),
    ],
    [
      'a list to another map',
      square(
        APART,
        `controller:\n  sidecars:\n    reload: {enabled: true}\n    additionalSidecarContainers:\n${at(AGENT, 4)}`,
        { before: 'init' },
      ),
    ],
    [
      'a list to another map, beside nothing else',
      square(
        APART,
        `controller:\n  sidecars:\n    additionalSidecarContainers:\n${at(AGENT.replace('info', '"{{ .Release.Name }}"'), 4)}  tag: lts\n`,
        { before: 'init' },
      ),
    ],
  ])('%s', (_, own) => expectSquare(own));
});
