import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';

export const EXAMPLE: Frame = ofSidecar();

export const CASES: readonly Case[] = [
  {
    code: 'SM303',
    severity: 'warn',
    fires: files({ sidecar: ', lifecycle: {preStop: {sleep: {seconds: 25}}}' }),
    misses: [
      ['a short one', files({ sidecar: ', lifecycle: {preStop: {sleep: {seconds: 5}}}' })],
      ['of App', files({ app: ', lifecycle: {preStop: {sleep: {seconds: 24}}}' })],
    ],
  },
];
