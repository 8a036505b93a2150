import type { Case } from '../../support/cases.js';
import { type Frame, ofLists, under } from '../../support/examples.js';
import { ALWAYS, entry, OWN } from '../native.js';

export const EXAMPLE: Frame = under(OWN, ofLists({ proxy: { args: ['p:r:i'] } }));

export const CASES: readonly Case[] = [
  {
    code: 'SM103',
    severity: 'warn',
    fires: entry(', args: ["p:r:i"]'),
    options: OWN,
    misses: [
      ['it is native', entry(`, args: ["p:r:i"]${ALWAYS}`)],
      ['it ends', entry(', args: [--version]')],
      ['another image', entry(', args: ["p:r:i"]', 'registry.example.com/migrate:1')],
    ],
  },
];
