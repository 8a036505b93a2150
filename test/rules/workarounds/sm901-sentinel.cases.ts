import { type Case, files } from '../../support/cases.js';
import { type Frame, ofApp } from '../../support/examples.js';
import { EMPTY, READ_ONLY, sh, VOLUME } from '../parts.js';

const WRAPPED = `${VOLUME}, env: [{name: ENDWATCH_FILE, value: /v/done}]`;

export const EXAMPLE: Frame = ofApp({
  app: VOLUME,
  sidecar: `${READ_ONLY}${sh('fluent-bit & while [[ ! -f /v/done ]]; do sleep 1; done; kill $!')}`,
});

export const CASES: readonly Case[] = [
  {
    code: 'SM901',
    severity: 'warn',
    fires: files({
      app: `${VOLUME}${sh("trap 'touch /v/done' EXIT; run")}`,
      sidecar: `${READ_ONLY}${sh('fluent-bit & while [[ ! -f /v/done ]]; do sleep 1; done; kill $!')}`,
    }),
    misses: [
      [
        'App leaves no file',
        files({
          app: `${VOLUME}${sh('run')}`,
          sidecar: `${READ_ONLY}${sh('fluent-bit & while [[ ! -f /v/done ]]; do sleep 1; done; kill $!')}`,
        }),
      ],
      [
        'another file',
        files({
          app: `${VOLUME}${sh("trap 'touch /v/other' EXIT; run")}`,
          sidecar: `${READ_ONLY}${sh('fluent-bit & while [[ ! -f /v/done ]]; do sleep 1; done; kill $!')}`,
        }),
      ],
    ],
  },
  {
    code: 'SM901',
    severity: 'warn',
    fires: files({
      spec: EMPTY,
      app: `${VOLUME}${sh("trap 'touch /v/done' EXIT; run")}`,
      sidecar: `${VOLUME}, env: [{name: WATCHED, value: /v/done}]`,
    }),
    misses: [
      [
        'App writes it at its start',
        files({
          spec: EMPTY,
          app: `${VOLUME}${sh('touch /v/done; run')}`,
          sidecar: `${VOLUME}, env: [{name: WATCHED, value: /v/done}]`,
        }),
      ],
      [
        'another file',
        files({
          spec: EMPTY,
          app: `${VOLUME}${sh("trap 'touch /v/other' EXIT; run")}`,
          sidecar: `${VOLUME}, env: [{name: WATCHED, value: /v/done}]`,
        }),
      ],
    ],
  },
  {
    code: 'SM901',
    severity: 'warn',
    fires: files({
      spec: EMPTY,
      app: `${VOLUME}${sh('run; touch /v/done')}`,
      sidecar: `${VOLUME}${sh('echo /v/done | entr -p kill 1 & exec fluent-bit')}`,
    }),
    misses: [
      [
        'App writes it at its start',
        files({
          spec: EMPTY,
          app: `${VOLUME}${sh('touch /v/done; run')}`,
          sidecar: `${VOLUME}${sh('echo /v/done | entr -p kill 1 & exec fluent-bit')}`,
        }),
      ],
      [
        'another file',
        files({
          spec: EMPTY,
          app: `${VOLUME}${sh('run; touch /v/done')}`,
          sidecar: `${VOLUME}${sh('echo /v/config | entr -p kill 1 & exec fluent-bit')}`,
        }),
      ],
    ],
  },
  {
    code: 'SM901',
    severity: 'warn',
    fires: files({ spec: EMPTY, app: VOLUME, sidecar: WRAPPED }),
    misses: [
      ['App cannot write it', files({ spec: EMPTY, app: READ_ONLY, sidecar: WRAPPED })],
      [
        'no word of an end',
        files({ spec: EMPTY, app: VOLUME, sidecar: WRAPPED.replace('ENDWATCH', 'LOG') }),
      ],
    ],
  },
  {
    code: 'SM901',
    severity: 'warn',
    fires: files({
      spec: EMPTY,
      app: `${VOLUME}${sh('run; echo done > /v/done')}`,
      sidecar: `${VOLUME}, args: [/endwatch, /v/done, /proxy]`,
    }),
    misses: [
      [
        'App does not write it',
        files({
          spec: EMPTY,
          app: `${VOLUME}${sh('run; echo done')}`,
          sidecar: `${VOLUME}, args: [/endwatch, /v/done, /proxy]`,
        }),
      ],
    ],
  },
];
