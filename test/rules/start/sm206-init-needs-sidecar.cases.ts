import { type Case, files } from '../../support/cases.js';
import { type Frame, ofLists } from '../../support/examples.js';
import { INIT, METRICS } from '../parts.js';

export const EXAMPLE: Frame = ofLists({ proxy: { ports: [{ containerPort: 5432 }] } });

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
