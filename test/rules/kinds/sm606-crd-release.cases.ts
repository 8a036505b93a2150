import { type Case, files } from '../../support/cases.js';
import { type Frame, underOptions } from '../../support/examples.js';

export const EXAMPLE: Frame = underOptions(
  files({ kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' }),
);

export const CASES: readonly Case[] = [
  {
    code: 'SM606',
    severity: 'warn',
    fires: files({ kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' }),
    misses: [['a Deployment', files({})]],
  },
];
