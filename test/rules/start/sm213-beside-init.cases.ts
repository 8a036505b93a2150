import { type Case, files } from '../../support/cases.js';
import { init, NEEDS, PORT, READ_ONLY, VOLUME } from '../parts.js';

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
