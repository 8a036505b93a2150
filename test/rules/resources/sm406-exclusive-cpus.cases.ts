import { type Case, files } from '../../support/cases.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM406',
    severity: 'info',
    fires: files({
      app: ', resources: {limits: {cpu: 1, memory: 1Gi}}',
      sidecar: ', resources: {limits: {cpu: 1, memory: 1Gi}}',
    }),
    misses: [
      [
        'a part of one',
        files({
          app: ', resources: {limits: {cpu: 1, memory: 1Gi}}',
          sidecar: ', resources: {limits: {cpu: 500m, memory: 1Gi}}',
        }),
      ],
    ],
  },
];
