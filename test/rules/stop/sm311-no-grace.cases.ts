import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSpec } from '../../support/examples.js';
import { preStop, sh } from '../parts.js';

const NO_GRACE = '      terminationGracePeriodSeconds: 0\n';

export const EXAMPLE: Frame = ofSpec({ app: preStop('drain') });

export const CASES: readonly Case[] = [
  {
    code: 'SM311',
    severity: 'info',
    fires: files({ spec: NO_GRACE }),
    misses: [
      ['three', files({ spec: '      terminationGracePeriodSeconds: 3\n' })],
      ['App drains', files({ spec: NO_GRACE, app: preStop('sleep 1') })],
    ],
  },
  {
    code: 'SM311',
    severity: 'warn',
    fires: files({ spec: NO_GRACE, app: preStop('drain') }),
    misses: [
      ['nobody drains', files({ spec: NO_GRACE })],
      ['three', files({ spec: '      terminationGracePeriodSeconds: 3\n', app: preStop('drain') })],
    ],
  },
  {
    code: 'SM311',
    severity: 'warn',
    fires: files({ spec: NO_GRACE, app: sh("trap 'drain' TERM; run") }),
    misses: [['no trap', files({ spec: NO_GRACE, app: sh('run') })]],
  },
];
