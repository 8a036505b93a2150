import { type Case, files } from '../../support/cases.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM216',
    severity: 'note',
    fires: files({}),
    misses: [['1.32', files({}), { kubeVersion: '1.32' }]],
  },
];
