import { type Case, files } from '../../support/cases.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM105',
    severity: 'info',
    fires: files({ sidecar: ', livenessProbe: {tcpSocket: {port: 2020}}' }),
    misses: [
      ['of App', files({ app: ', livenessProbe: {tcpSocket: {port: 2020}}' })],
      ['an empty one', files({ sidecar: ', livenessProbe: {}' })],
    ],
  },
];
