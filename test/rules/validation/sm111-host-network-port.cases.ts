import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';

export const EXAMPLE: Frame = ofSidecar({ spec: '      hostNetwork: true\n' });

export const CASES: readonly Case[] = [
  {
    code: 'SM111',
    severity: 'warn',
    fires: files({
      spec: '      hostNetwork: true\n',
      sidecar: ', ports: [{containerPort: 2020, hostPort: 2021}]',
    }),
    misses: [
      [
        'the same',
        files({
          spec: '      hostNetwork: true\n',
          sidecar: ', ports: [{containerPort: 2020, hostPort: 2020}]',
        }),
      ],
    ],
  },
];
