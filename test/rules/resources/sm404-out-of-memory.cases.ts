import { type Case, files } from '../../support/cases.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM404',
    severity: 'note',
    fires: files({ app: ', resources: {requests: {cpu: "1"}}' }),
    misses: [['nothing is asked for', files({})]],
  },
];
