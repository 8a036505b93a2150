import { type Case, files } from '../../support/cases.js';
import { preStop } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM916',
    severity: 'info',
    fires: files({ app: preStop('sleep 5') }),
    misses: [['no sleep', files({ app: preStop('rm -f /tmp/a') })]],
  },
];
