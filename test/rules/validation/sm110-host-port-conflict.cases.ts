import { type Case, files } from '../../support/cases.js';
import { type Frame, ofLists } from '../../support/examples.js';
import { METRICS } from '../parts.js';

export const EXAMPLE: Frame = ofLists();

export const CASES: readonly Case[] = [
  {
    code: 'SM110',
    severity: 'block',
    fires: files({
      spec: '      hostNetwork: true\n',
      app: ', ports: [{containerPort: 2020}]',
      sidecar: METRICS,
    }),
    misses: [
      [
        'another port',
        files({
          spec: '      hostNetwork: true\n',
          app: ', ports: [{containerPort: 80}]',
          sidecar: METRICS,
        }),
      ],
      [
        'another protocol',
        files({
          spec: '      hostNetwork: true\n',
          app: ', ports: [{containerPort: 2020, protocol: UDP}]',
          sidecar: METRICS,
        }),
      ],
      ['no host network', files({ app: ', ports: [{containerPort: 2020}]', sidecar: METRICS })],
    ],
  },
];
