import { type Case, files } from '../../support/cases.js';
import { PROBE } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM209',
    severity: 'note',
    fires: files({}),
    misses: [['a startupProbe', files({ sidecar: PROBE })]],
  },
];
