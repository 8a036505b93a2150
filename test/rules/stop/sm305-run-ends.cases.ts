import { type Case, files } from '../../support/cases.js';
import { NEVER } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM305',
    severity: 'info',
    fires: files({ spec: NEVER }),
    misses: [['it never ends', files({})]],
  },
];
