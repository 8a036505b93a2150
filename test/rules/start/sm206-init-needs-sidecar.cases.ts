import { type Case, files } from '../../support/cases.js';
import { INIT, METRICS } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM206',
    severity: 'warn',
    fires: files({ sidecar: METRICS, spec: `${INIT}}\n` }),
    misses: [
      ['another port', files({ sidecar: ', ports: [{containerPort: 2021}]', spec: `${INIT}}\n` })],
    ],
  },
];
