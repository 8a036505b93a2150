import { type Case, files } from '../../support/cases.js';
import { type Frame, ofLists } from '../../support/examples.js';
import { init, NEEDS, PORT, READ_ONLY, VOLUME } from '../parts.js';

export const EXAMPLE: Frame = ofLists({
  chown: { env: [{ name: 'URL', value: 'localhost:2020' }] },
  agent: { image: 'fluent/fluent-bit:3', ports: [{ containerPort: 2020 }] },
});

export const CASES: readonly Case[] = [
  {
    code: 'SM213',
    severity: 'warn',
    fires: files({ spec: init(`${NEEDS}${VOLUME}`), sidecar: `${PORT}${VOLUME}` }),
    misses: [
      ['it only reads', files({ spec: init(`${NEEDS}${READ_ONLY}`), sidecar: `${PORT}${VOLUME}` })],
    ],
  },
];
