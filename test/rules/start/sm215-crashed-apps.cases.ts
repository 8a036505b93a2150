import { type Case, files } from '../../support/cases.js';
import { PROBE } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM215',
    severity: 'info',
    fires: files({ sidecar: PROBE }),
    misses: [
      ['1.36', files({ sidecar: PROBE }), { kubeVersion: '1.36' }],
      ['no probe', files({})],
    ],
  },
];
