import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { ALWAYS, entry, OWN } from '../native.js';

export const EXAMPLE: Frame = ofSidecar();

export const CASES: readonly Case[] = [
  {
    code: 'SM112',
    severity: 'block',
    fires: files({ sidecar: ', ports: [{containerPort: 2020, hostPort: 2020}]' }),
    misses: [
      [
        'host network',
        files({
          spec: '      hostNetwork: true\n',
          sidecar: ', ports: [{containerPort: 2020, hostPort: 2020}]',
        }),
      ],
      ['of App', files({ app: ', ports: [{containerPort: 2020, hostPort: 2020}]' })],
    ],
  },
  {
    code: 'SM112',
    severity: 'block',
    fires: entry(`${ALWAYS}, ports: [{containerPort: 5432, hostPort: 5432}]`),
    options: OWN,
    misses: [['no host port', entry(`${ALWAYS}, ports: [{containerPort: 5432}]`)]],
  },
];
