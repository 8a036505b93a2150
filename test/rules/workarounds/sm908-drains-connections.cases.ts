import { type Case, files } from '../../support/cases.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM908',
    severity: 'info',
    fires: files({ sidecar: ', args: [--max-sigterm-delay=30s]' }),
    misses: [['no flag', files({})]],
  },
];
