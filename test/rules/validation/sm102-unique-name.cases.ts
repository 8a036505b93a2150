import { type Case, files } from '../../support/cases.js';
import { type Frame, ofLists } from '../../support/examples.js';

export const EXAMPLE: Frame = ofLists();

export const CASES: readonly Case[] = [
  {
    code: 'SM102',
    severity: 'block',
    fires: files({ spec: '      initContainers: [{name: agent, image: x}]\n' }),
    misses: [
      ['another name', files({ spec: '      initContainers: [{name: other, image: x}]\n' })],
    ],
  },
];
