import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';

export const EXAMPLE: Frame = ofSidecar();

export const CASES: readonly Case[] = [
  {
    code: 'SM108',
    severity: 'warn',
    fires: files({ sidecar: ', resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]' }),
    misses: [
      [
        '1.33',
        files({ sidecar: ', resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]' }),
        { kubeVersion: '1.33' },
      ],
      ['on App', files({ app: ', resizePolicy: []' })],
    ],
  },
];
