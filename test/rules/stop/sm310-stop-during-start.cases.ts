import { type Case, files } from '../../support/cases.js';
import { init } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM310',
    severity: 'info',
    fires: files({ spec: init('') }),
    misses: [
      ['1.31', files({ spec: init('') }), { kubeVersion: '1.31' }],
      ['alone', files({})],
    ],
  },
];
