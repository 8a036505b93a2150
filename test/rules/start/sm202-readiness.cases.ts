import { type Case, files } from '../../support/cases.js';
import { PROBE } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM202',
    severity: 'info',
    fires: files({ sidecar: ', readinessProbe: {tcpSocket: {port: 2020}}' }),
    misses: [['another probe', files({ sidecar: PROBE })]],
  },
];
