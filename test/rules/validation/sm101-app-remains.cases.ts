import { type Case, files } from '../../support/cases.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM101',
    severity: 'block',
    fires: files({ app: '' }),
    options: { sidecar: ['*'] },
    misses: [['one stays', files({}), {}]],
  },
];
