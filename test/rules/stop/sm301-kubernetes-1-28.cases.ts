import { type Case, files } from '../../support/cases.js';
import { type Frame, underOptions } from '../../support/examples.js';
import { always } from '../parts.js';

export const EXAMPLE: Frame = underOptions(files({}));

export const CASES: readonly Case[] = [
  always('SM301'),
  {
    code: 'SM301',
    severity: 'warn',
    fires: files({}),
    options: { kubeVersion: '1.28', featureGates: ['SidecarContainers=true'] },
    misses: [['1.29', files({}), {}]],
  },
];
