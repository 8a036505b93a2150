import { type Case, files } from '../../support/cases.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM603',
    severity: 'block',
    fires: files({ kind: 'Service', apiVersion: 'serving.knative.dev/v1' }),
    misses: [['a Deployment', files({})]],
  },
];
