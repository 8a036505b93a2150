import { type Case, files } from '../../support/cases.js';
import { type Frame, ofApp } from '../../support/examples.js';

export const EXAMPLE: Frame = ofApp();

export const CASES: readonly Case[] = [
  {
    code: 'SM910',
    severity: 'info',
    fires: files({ app: ', command: [scuttle, run]' }),
    misses: [['no wrapper', files({ app: ', command: [run]' })]],
  },
];
