import { type Case, files } from '../../support/cases.js';
import { type Frame, ofApp } from '../../support/examples.js';
import { sh } from '../parts.js';

export const EXAMPLE: Frame = ofApp();

export const CASES: readonly Case[] = [
  {
    code: 'SM922',
    severity: 'warn',
    fires: files({ app: sh('run; kubectl delete pod "$HOSTNAME"') }),
    misses: [['it only asks', files({ app: sh('run; kubectl get pods') })]],
  },
];
