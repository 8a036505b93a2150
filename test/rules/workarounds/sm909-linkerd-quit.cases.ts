import { type Case, files } from '../../support/cases.js';
import { type Frame, ofApp } from '../../support/examples.js';

export const EXAMPLE: Frame = ofApp();

export const CASES: readonly Case[] = [
  {
    code: 'SM909',
    severity: 'info',
    fires: files({ app: ', command: [/linkerd-await, --shutdown, --, run]' }),
    misses: [['no wrapper', files({ app: ', command: [run]' })]],
  },
];
