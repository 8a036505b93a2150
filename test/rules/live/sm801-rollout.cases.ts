import { type Case, files } from '../../support/cases.js';
import { POD } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM801',
    severity: 'note',
    fires: files({}),
    misses: [['a Pod', POD]],
  },
];
