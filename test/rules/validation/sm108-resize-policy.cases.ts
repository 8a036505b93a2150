import { type Case, files } from '../../support/cases.js';

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
