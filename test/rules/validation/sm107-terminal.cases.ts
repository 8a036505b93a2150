import { type Case, files } from '../../support/cases.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM107',
    severity: 'info',
    fires: files({ sidecar: ', tty: true' }),
    misses: [['App', files({ app: ', tty: true' })]],
  },
];
