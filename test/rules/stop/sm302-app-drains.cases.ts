import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSpec } from '../../support/examples.js';
import { preStop } from '../parts.js';

export const EXAMPLE: Frame = ofSpec({ app: preStop('sleep 30') });

export const CASES: readonly Case[] = [
  {
    code: 'SM302',
    severity: 'note',
    fires: files({ app: preStop('sleep 5') }),
    misses: [['a sleep of the sidecar', files({ sidecar: preStop('sleep 5') })]],
  },
  {
    code: 'SM302',
    severity: 'warn',
    fires: files({ app: preStop('sleep 27') }),
    misses: [
      ['a short one', files({ app: preStop('sleep 10') })],
      [
        'time enough',
        files({ app: preStop('sleep 27'), spec: '      terminationGracePeriodSeconds: 60\n' }),
      ],
    ],
  },
];
