import { type Case, files } from '../../support/cases.js';
import { type Frame, ofLists, under } from '../../support/examples.js';
import { image, READ_ONLY, ROLE, sh } from '../parts.js';

/** Programs that come to an end, and the same ones where they do not. */
const FINISHERS: readonly Case[] = [
  ['certbot certonly -d example.com', 'certbot certonly -d example.com; exec nginx'],
  ['k6 run /load.js', 'k6 status'],
  ['locust --headless -t 5m', 'locust'],
  ['pytest /tests', 'pytest --looponfail'],
  ['npm test', 'npm start'],
  ['mkdocs build', 'mkdocs serve'],
].map(
  ([ends = '', goesOn = '']): Case => ({
    code: 'SM212',
    severity: 'block',
    options: ROLE,
    fires: image('registry.example.com/tool:1', files({ sidecar: sh(ends) })),
    misses: [
      ['goes on', image('registry.example.com/tool:1', files({ sidecar: sh(goesOn) })), ROLE],
    ],
  }),
);

export const EXAMPLE: Frame = under({ sidecar: ['seed'] }, ofLists());

export const CASES: readonly Case[] = [
  {
    code: 'SM212',
    severity: 'warn',
    fires: files({ sidecar: sh('follow | while read -t 300 line; do echo "$line"; done') }),
    misses: [
      ['no limit', files({ sidecar: sh('follow | while read line; do echo "$line"; done') })],
    ],
  },
  {
    code: 'SM212',
    severity: 'warn',
    fires: files({ sidecar: sh('while has_work; do cp /a /b; sleep 60; done') }),
    misses: [
      ['a loop without end', files({ sidecar: sh('while sleep 60; do cp /a /b; done') })],
      ['the same', files({ sidecar: sh('while true; do cp /a /b; sleep 60; done') })],
    ],
  },
  {
    code: 'SM212',
    severity: 'block',
    fires: files({ sidecar: sh('cp /a /b; sleep 60') }),
    misses: [
      ['a server', files({ sidecar: sh('cp /a /b; exec fluent-bit') })],
      ['a long sleep', files({ sidecar: sh('cp /a /b; sleep infinity') })],
      ['a loop', files({ sidecar: sh('while true; do cp /a /b; sleep 60; done') })],
    ],
  },
  ...FINISHERS,
  {
    code: 'SM212',
    severity: 'warn',
    options: ROLE,
    fires: files({
      sidecar: sh('while read -r line < /v/events; do echo $line; done') + READ_ONLY,
    }),
    misses: [
      [
        'its own lines',
        files({ sidecar: sh('tail -F /v/a | while read -r line; do echo $line; done') }),
        ROLE,
      ],
    ],
  },
];
