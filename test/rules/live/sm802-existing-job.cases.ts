import { type Case, files } from '../../support/cases.js';
import { JOB } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM802',
    severity: 'note',
    fires: JOB,
    misses: [['a Deployment', files({})]],
  },
];
