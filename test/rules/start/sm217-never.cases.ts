import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, ofSpec } from '../../support/examples.js';
import { ALWAYS, entry, OWN } from '../native.js';
import { NEVER, PORT, PROBE } from '../parts.js';

const native = (policy: string, more: string): Files => ({
  'app.yaml': (entry(`${ALWAYS}${more}`)['app.yaml'] ?? '').replace('spec:', `spec:\n  ${policy}`),
});

export const EXAMPLE: Frame = ofSpec({ sidecar: `${PORT}${PROBE}` });

export const CASES: readonly Case[] = [
  {
    code: 'SM217',
    severity: 'warn',
    fires: native('restartPolicy: Never', ', startupProbe: {tcpSocket: {port: 5432}}'),
    options: OWN,
    misses: [
      [
        'OnFailure',
        native('restartPolicy: OnFailure', ', startupProbe: {tcpSocket: {port: 5432}}'),
      ],
      ['no probe', native('restartPolicy: Never', '')],
    ],
  },
  {
    code: 'SM217',
    severity: 'warn',
    fires: files({ spec: NEVER, sidecar: PROBE }),
    misses: [
      ['OnFailure', files({ spec: '      restartPolicy: OnFailure\n', sidecar: PROBE })],
      ['no probe', files({ spec: NEVER })],
      ['1.35', files({ spec: NEVER, sidecar: PROBE }), { kubeVersion: '1.35' }],
    ],
  },
];
