import type { Case } from '../../support/cases.js';
import { job } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM919',
    severity: 'info',
    fires: job('  activeDeadlineSeconds: 60\n'),
    misses: [['no deadline', job('')]],
  },
];
