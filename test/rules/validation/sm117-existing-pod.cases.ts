import { type Case, files } from '../../support/cases.js';
import { POD } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM117',
    severity: 'note',
    fires: POD,
    misses: [['a Deployment', files({})]],
  },
];
