import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar, SQL_PROXY, withSidecar } from '../../support/examples.js';
import { ALWAYS, entry, OWN } from '../native.js';
import { image, sh } from '../parts.js';

export const EXAMPLE: Frame = withSidecar(SQL_PROXY, ofSidecar());

export const CASES: readonly Case[] = [
  {
    code: 'SM907',
    severity: 'warn',
    fires: entry(`${ALWAYS}, args: [--quitquitquit, "p:r:i"]`),
    options: OWN,
    misses: [['no flag', entry(`${ALWAYS}, args: ["p:r:i"]`)]],
  },
  {
    code: 'SM907',
    severity: 'warn',
    fires: image(
      'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
      files({ sidecar: ', args: [--quitquitquit, "p:r:i"]' }),
    ),
    misses: [
      [
        'no flag',
        image(
          'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
          files({ sidecar: ', args: ["p:r:i"]' }),
        ),
      ],
    ],
  },
  {
    code: 'SM907',
    severity: 'warn',
    fires: image(
      'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
      files({ app: sh('run; curl -X POST localhost:9091/quitquitquit') }),
    ),
    misses: [
      ['another family', files({ app: sh('run; curl -X POST localhost:9091/quitquitquit') })],
    ],
  },
];
