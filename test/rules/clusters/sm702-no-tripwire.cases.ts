import { type Case, files } from '../../support/cases.js';
import { preStop } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM702',
    severity: 'note',
    fires: files({}),
    misses: [
      ['a livenessProbe', files({ sidecar: ', livenessProbe: {tcpSocket: {port: 2020}}' })],
      ['a hook', files({ sidecar: preStop('sleep 5') })],
    ],
  },
];
