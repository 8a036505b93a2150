import { type Case, files } from '../../support/cases.js';
import { SHARED, sh } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM905',
    severity: 'info',
    fires: files({ spec: SHARED, sidecar: sh('while true; do pkill -HUP web; sleep 5; done') }),
    misses: [
      ['not shared', files({ sidecar: sh('while true; do pkill -HUP web; sleep 5; done') })],
    ],
  },
];
