import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, ofSpec } from '../../support/examples.js';
import { init, NEEDS, PORT } from '../parts.js';

const cpu = (value: string): string => `, resources: {requests: {cpu: ${value}}}`;
const bounded = (limit: string, more = NEEDS): Files =>
  files({
    spec: `      resources: {requests: {cpu: ${limit}}}\n${init(`${more}${cpu('900m')}`)}`,
    app: cpu('500m'),
    sidecar: `${PORT}${cpu('200m')}`,
  });

export const EXAMPLE: Frame = ofSpec({
  spec: init(`${NEEDS}${cpu('400m')}`),
  app: cpu('100m'),
  sidecar: `${PORT}${cpu('200m')}`,
});

export const CASES: readonly Case[] = [
  {
    code: 'SM115',
    severity: 'block',
    fires: bounded('1099m'),
    misses: [
      ['just enough', bounded('1100m')],
      ['last', bounded('1099m', '')],
    ],
  },
];
