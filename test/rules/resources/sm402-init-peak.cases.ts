import { type Case, files } from '../../support/cases.js';
import { type Frame, ofLists, under } from '../../support/examples.js';
import { init, NEEDS, PORT } from '../parts.js';

const BIG = ', resources: {requests: {cpu: "1"}}';

export const EXAMPLE: Frame = under({ placement: 'first' }, ofLists());

export const CASES: readonly Case[] = [
  {
    code: 'SM402',
    severity: 'warn',
    fires: files({ spec: init(`${NEEDS}${BIG}`), sidecar: `${PORT}${BIG}` }),
    misses: [
      ['last', files({ spec: init(BIG), sidecar: `${PORT}${BIG}` })],
      [
        'App asks for more',
        files({ spec: init(`${NEEDS}${BIG}`), app: BIG, sidecar: `${PORT}${BIG}` }),
      ],
    ],
  },
];
