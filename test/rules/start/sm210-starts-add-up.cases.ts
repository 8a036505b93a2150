import { type Case, files } from '../../support/cases.js';
import { init, PROBE } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM210',
    severity: 'info',
    fires: files({
      spec: init(`, restartPolicy: Always${PROBE}`),
      sidecar: PROBE,
    }),
    misses: [['only one', files({ spec: init(', restartPolicy: Always'), sidecar: PROBE })]],
  },
];
