import { type Case, files } from '../../support/cases.js';
import { type Frame, ofApp } from '../../support/examples.js';
import { kubexit } from '../parts.js';

export const EXAMPLE: Frame = ofApp();

export const CASES: readonly Case[] = [
  {
    code: 'SM911',
    severity: 'block',
    fires: files({ app: kubexit('KUBEXIT_BIRTH_DEPS') }),
    misses: [['another variable', files({ app: kubexit('BIRTH_DEPS') })]],
  },
];
