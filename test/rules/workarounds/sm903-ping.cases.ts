import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { PORT, SHARED, sh, WEB } from '../parts.js';

const PINGS: readonly Case[] = [
  'while nc -z localhost 8080; do sleep 5; done; kill 1',
  'until ! curl -sf http://127.0.0.1:8080/health; do sleep 5; done; exit 0',
  'while true; do curl -sf localhost:8080 || exit 0; sleep 5; done',
  'while :; do if ! nc -z localhost 8080; then break; fi; sleep 5; done',
  "while ss -ltn | grep -q ':8080'; do sleep 5; done",
  'while lsof -i :8080; do sleep 5; done; kill 1',
].map(
  (script): Case => ({
    code: 'SM903',
    severity: 'block',
    fires: files({ app: WEB, sidecar: sh(script) }),
    misses: [
      [
        'its own port',
        files({ app: WEB, sidecar: `${PORT}${sh(script.replace('8080', '2020'))}` }),
      ],
      [
        'a start',
        files({ app: WEB, sidecar: sh('until nc -z localhost 8080; do sleep 1; done; exec f') }),
      ],
    ],
  }),
);
/** Waits that are over once a process of the application is gone. */
const WATCHES: readonly Case[] = [
  'fluent-bit & P=$!; while pgrep -f books.py > /dev/null; do sleep 5; done; kill $P',
  'fluent-bit & while pidof -s books; do sleep 5; done; kill $!',
  'fluent-bit & APP=$(pgrep -f books.py); while kill -0 "$APP" 2>/dev/null; do sleep 1; done; kill %1',
  'fluent-bit & while ps aux | grep -q "[b]ooks.py"; do sleep 5; done; kill %1',
  'fluent-bit & while [ -n "$(pgrep books)" ]; do sleep 5; done; kill %1',
  'fluent-bit & until ! pgrep books; do sleep 5; done; kill %1',
  'fluent-bit & until [ -z "$(pidof books)" ]; do sleep 5; done; kill %1',
  'fluent-bit & while true; do pgrep books || exit 0; sleep 5; done',
  'fluent-bit & sleep 10; tail --pid=$(pidof books) -f /dev/null; kill %1',
  'fluent-bit & while grep -qa books.py /proc/[0-9]*/cmdline; do sleep 5; done; kill %1',
].map(
  (script): Case => ({
    code: 'SM903',
    severity: 'block',
    fires: files({ spec: SHARED, app: sh('books.py'), sidecar: sh(script) }),
    misses: [
      ['processes apart', files({ app: sh('books.py'), sidecar: sh(script) })],
      [
        'its own process',
        files({
          spec: SHARED,
          sidecar: sh(script.replaceAll(/\[?\bb?\]?ooks(?:\.py)?/g, 'fluent-bit')),
        }),
      ],
      [
        'it waits for the start first',
        files({ spec: SHARED, sidecar: sh(`until pgrep books; do sleep 1; done; ${script}`) }),
      ],
    ],
  }),
);

export const EXAMPLE: Frame = ofSidecar({ app: WEB });

export const CASES: readonly Case[] = [
  {
    code: 'SM903',
    severity: 'block',
    fires: files({
      spec: SHARED,
      sidecar: sh('p=$(cat /v/app.pid); while [ -d /proc/$p ]; do sleep 1; done; kill 1'),
    }),
    misses: [
      [
        'its own process',
        files({
          spec: SHARED,
          sidecar: sh(
            'fluent-bit & echo $! > /v/app.pid; p=$(cat /v/app.pid); while [ -d /proc/$p ]; do sleep 1; done',
          ),
        }),
      ],
    ],
  },
  ...PINGS,
  ...WATCHES,
  {
    code: 'SM903',
    severity: 'warn',
    fires: files({
      spec: SHARED,
      sidecar: sh('until pgrep books; do sleep 1; done; while pgrep books; do sleep 5; done'),
    }),
    misses: [
      [
        'it only waits for the start',
        files({ spec: SHARED, sidecar: sh('until pgrep books; do sleep 1; done; exec f') }),
      ],
    ],
  },
];
