import { type Case, files } from '../../support/cases.js';
import { type Frame, ofLists } from '../../support/examples.js';

export const EXAMPLE: Frame = ofLists();

export const CASES: readonly Case[] = [
  {
    code: 'SM104',
    severity: 'block',
    fires: files({ sidecar: ', restartPolicy: OnFailure' }),
    misses: [
      ['no field', files({})],
      ['Always only warns', files({ sidecar: ', restartPolicy: Always' })],
    ],
  },
];
