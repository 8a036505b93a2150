import { type Case, files } from '../../support/cases.js';
import { PROBE } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM201',
    severity: 'info',
    fires: files({ sidecar: ', readinessProbe: {tcpSocket: {port: 2020}}' }),
    misses: [
      ['it has both', files({ sidecar: `${PROBE}, readinessProbe: {tcpSocket: {port: 2020}}` })],
      ['it has none', files({})],
    ],
  },
];
