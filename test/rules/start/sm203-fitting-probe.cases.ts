import { type Case, files } from '../../support/cases.js';
import { image } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM203',
    severity: 'info',
    fires: image(
      'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
      files({ sidecar: ', args: [--health-check]' }),
    ),
    misses: [
      ['no endpoint', image('gcr.io/cloud-sql-connectors/cloud-sql-proxy:2', files({}))],
      ['another image', files({ sidecar: ', args: [--health-check]' })],
    ],
  },
];
