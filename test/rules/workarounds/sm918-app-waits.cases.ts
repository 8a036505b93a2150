import { type Case, files } from '../../support/cases.js';
import { PORT, sh } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM918',
    severity: 'info',
    fires: files({ app: sh('until nc -z localhost 2020; do sleep 1; done; run'), sidecar: PORT }),
    misses: [
      [
        'another port',
        files({ app: sh('until nc -z localhost 2021; do sleep 1; done; run'), sidecar: PORT }),
      ],
    ],
  },
];
