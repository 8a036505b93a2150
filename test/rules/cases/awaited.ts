import { type Case, type Files, files } from '../../support/cases.js';
import { PORT, PROBE, sh } from './parts.js';

const EMPTY = '      volumes: [{name: v, emptyDir: {}}]\n';
const mount = (more = ''): string => `, volumeMounts: [{name: v, mountPath: /cfg${more}}]`;
const RO = ', readOnly: true';
const LOOP = sh('while [ ! -f /cfg/out.yml ]; do sleep 1; done; exec fluent-bit');

interface Wait {
  readonly loop?: string;
  readonly app?: string;
  readonly own?: string;
  readonly spec?: string;
  readonly more?: string;
}

/** An agent that waits for a file before it starts, with a startupProbe on its own port. */
function waiting({ loop = LOOP, app = mount(), own = mount(RO), spec = EMPTY, more }: Wait): Files {
  return files({ app, sidecar: `${loop}${own}${more ?? `${PORT}${PROBE}`}`, spec });
}

const writer = `${EMPTY}      initContainers:\n      - {name: render, image: "registry.example.com/render:1"${mount()}}\n`;

/** Files that a command waits for, by who can make them. */
export const AWAITED: readonly Case[] = [
  {
    code: 'SM205',
    severity: 'block',
    fires: waiting({}),
    misses: [
      ['no startupProbe', waiting({ more: PORT })],
      ['App only reads', waiting({ app: mount(RO) })],
      ['an init container writes', waiting({ spec: writer })],
      ['a ConfigMap', waiting({ spec: '      volumes: [{name: v, configMap: {name: c}}]\n' })],
      [
        'the node may write',
        waiting({ spec: '      volumes: [{name: v, hostPath: {path: /x}}]\n' }),
      ],
      [
        'it waits for the end of a lock',
        waiting({ loop: sh('while [ -f /cfg/lock ]; do sleep 1; done; exec fluent-bit') }),
      ],
      [
        'it writes the file itself',
        waiting({
          loop: sh('cp /etc/a.yml /cfg/out.yml; until [ -s /cfg/out.yml ]; do sleep 1; done; run'),
          own: mount(),
        }),
      ],
      [
        'another directory of the volume',
        waiting({ app: mount(', subPath: a'), own: mount(', subPath: b') }),
      ],
    ],
  },
  ...[
    'until [ -s "$OUT" ]; do sleep 1; done; exec fluent-bit',
    'mkdir -p /cfg; until test -e /cfg/out.yml; do sleep 1; done; exec fluent-bit',
    'while true; do if [ -e /cfg/out.yml ]; then break; fi; sleep 1; done; exec fluent-bit',
    'while [ -z "$(ls -A /cfg/)" ]; do sleep 1; done; exec fluent-bit',
  ].map((script): Case => {
    const loop = `${sh(script)}, env: [{name: OUT, value: /cfg/out.yml}]`;
    return {
      code: 'SM205',
      severity: 'block',
      fires: waiting({ loop }),
      misses: [['no startupProbe', waiting({ loop, more: PORT })]],
    };
  }),
  {
    code: 'SM205',
    severity: 'warn',
    fires: waiting({ app: '' }),
    misses: [
      ['no startupProbe', waiting({ app: '', more: PORT })],
      [
        'a Secret',
        waiting({ app: '', spec: '      volumes: [{name: v, secret: {secretName: s}}]\n' }),
      ],
      ['an init container writes', waiting({ app: '', spec: writer })],
      [
        'a device',
        waiting({ app: '', loop: sh('until [ -e /dev/fuse ]; do sleep 1; done; exec fluent-bit') }),
      ],
    ],
  },
];
