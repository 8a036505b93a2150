import { type Case, files } from '../../support/cases.js';
import { type Frame, ofApp, under, withSidecar } from '../../support/examples.js';
import { ROLE, SHARED, sh } from '../parts.js';

export const EXAMPLE: Frame = under(
  ROLE,
  withSidecar('envoyproxy/envoy:v1.31.0', ofApp({ spec: SHARED })),
);

export const CASES: readonly Case[] = [
  {
    code: 'SM904',
    severity: 'warn',
    fires: files({ spec: SHARED, app: sh('run; pkill -TERM fluent-bit') }),
    misses: [
      ['not shared', files({ app: sh('run; pkill -TERM fluent-bit') })],
      ['a reload', files({ spec: SHARED, app: sh('run; pkill -HUP fluent-bit') })],
    ],
  },
  {
    code: 'SM904',
    severity: 'warn',
    fires: files({ spec: SHARED, sidecar: ', command: [/etc/reload/reload.sh]' }),
    misses: [['not shared', files({ sidecar: ', command: [/etc/reload/reload.sh]' })]],
  },
];
