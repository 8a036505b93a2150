import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { NEVER, sh, VOLUME } from '../parts.js';

const DATA = ', volumeMounts: [{name: data, mountPath: /data}]';
export const EXAMPLE: Frame = ofSidecar({ app: DATA, sidecar: DATA });

export const CASES: readonly Case[] = [
  ...['fuser -s /v/out', 'lsof /v/out'].map(
    (asks): Case => ({
      code: 'SM307',
      severity: 'block',
      fires: files({
        app: VOLUME,
        sidecar: `${VOLUME}${sh(`while ${asks}; do sleep 1; done; curl -T /v/out https://a.example.com`)}`,
      }),
      misses: [
        [
          'a file of its own',
          files({
            app: VOLUME,
            sidecar: `${VOLUME}${sh(`while ${asks.replace('/v', '/tmp')}; do sleep 1; done; curl -T /v/out https://a.example.com`)}`,
          }),
        ],
      ],
    }),
  ),
  {
    code: 'SM307',
    severity: 'block',
    fires: files({
      app: VOLUME,
      sidecar: `${VOLUME}${sh('while [ ! -f /v/done ]; do sleep 1; done; curl -T /v/out https://a.example.com')}`,
    }),
    misses: [
      [
        'a start',
        files({
          app: VOLUME,
          sidecar: `${VOLUME}${sh('while [ ! -f /v/done ]; do sleep 1; done; exec fluent-bit')}`,
        }),
      ],
      [
        'nothing after it',
        files({
          app: VOLUME,
          sidecar: `${VOLUME}${sh('while [ ! -f /v/done ]; do sleep 1; done')}`,
        }),
      ],
    ],
  },
  {
    code: 'SM307',
    severity: 'warn',
    fires: files({
      spec: NEVER,
      sidecar: sh('revoke() { vault token revoke -self; }; trap revoke EXIT; fluent-bit & wait'),
    }),
    misses: [
      [
        'it only ends what it started',
        files({ spec: NEVER, sidecar: sh('trap "kill $!; rm -f /tmp/x" EXIT; fluent-bit & wait') }),
      ],
      [
        'the pod does not run to an end',
        files({ sidecar: sh('trap "vault token revoke -self" EXIT; fluent-bit & wait') }),
      ],
    ],
  },
];
