import type { Case } from '../../support/cases.js';
import { job } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM920',
    severity: 'info',
    fires: job('', ', annotations: {sidecar.istio.io/inject: "false"}'),
    misses: [['in the mesh', job('', ', annotations: {sidecar.istio.io/inject: "true"}')]],
  },
];
