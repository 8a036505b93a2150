import { type Case, files } from '../../support/cases.js';
import { type Frame, ofTemplate } from '../../support/examples.js';

export const EXAMPLE: Frame = ofTemplate();

export const CASES: readonly Case[] = [
  {
    code: 'SM913',
    severity: 'warn',
    fires: files({ template: ', annotations: {nais.io/sidecar-terminator: "true"}' }),
    misses: [['another one', files({ template: ', annotations: {nais.io/sidecar: "true"}' })]],
  },
];
