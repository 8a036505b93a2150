import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';

export const EXAMPLE: Frame = ofSidecar();

export const CASES: readonly Case[] = [
  {
    code: 'SM921',
    severity: 'warn',
    fires: files({ sidecar: ', command: [timeout, "3600", fluent-bit]' }),
    misses: [['no clock', files({ sidecar: ', command: [fluent-bit]' })]],
  },
];
