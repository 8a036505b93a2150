import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { sh, VOLUME } from '../parts.js';

const WAITS = 'while [ ! -f /v/done ]; do sleep 1; done; exit 0';
const GROWS =
  'last=x; while [ "$(stat -c %s /v/app.log)" != "$last" ]; do last=$(stat -c %s /v/app.log); sleep 9; done';
/** Other ways to see that a file is no longer written. */
const GROWTHS: readonly Case[] = [
  'while [ -n "$(find /v/log -mmin -1)" ]; do sleep 60; done',
  'while [ $(( $(date +%s) - $(date -r /v/log +%s) )) -lt 60 ]; do sleep 5; done',
  'while [ "$(md5sum /v/log)" != "$m" ]; do m=$(md5sum /v/log); sleep 30; done',
  'while true; do s=$(ls -l /v/log); [ "$s" = "$last" ] && exit; last=$s; sleep 9; done',
].map(
  (script): Case => ({
    code: 'SM902',
    severity: 'block',
    fires: files({ app: `${VOLUME}${sh('run > /v/log')}`, sidecar: `${VOLUME}${sh(script)}` }),
    misses: [['not shared', files({ sidecar: `${VOLUME}${sh(script)}` })]],
  }),
);

export const EXAMPLE: Frame = ofSidecar({ app: VOLUME, sidecar: VOLUME });

export const CASES: readonly Case[] = [
  {
    code: 'SM902',
    severity: 'warn',
    fires: files({ app: VOLUME, sidecar: `${VOLUME}${sh(WAITS)}` }),
    misses: [
      ['not shared', files({ sidecar: `${VOLUME}${sh(WAITS)}` })],
      [
        'a start',
        files({ app: VOLUME, sidecar: `${VOLUME}${sh(WAITS.replace('exit 0', 'exec f'))}` }),
      ],
    ],
  },
  {
    code: 'SM902',
    severity: 'block',
    fires: files({ app: VOLUME, sidecar: `${VOLUME}${sh(GROWS)}` }),
    misses: [
      [
        'for ever',
        files({
          app: VOLUME,
          sidecar: `${VOLUME}${sh('while true; do stat -c %s /v/app.log; sleep 9; done')}`,
        }),
      ],
      ['not shared', files({ sidecar: `${VOLUME}${sh(GROWS)}` })],
    ],
  },
  ...GROWTHS,
];
