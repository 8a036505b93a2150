import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { kubexit } from '../parts.js';

export const EXAMPLE: Frame = ofSidecar();

export const CASES: readonly Case[] = [
  {
    code: 'SM912',
    severity: 'warn',
    fires: files({ sidecar: kubexit('KRUISE_CONTAINER_PRIORITY') }),
    misses: [['of App', files({ app: kubexit('KRUISE_CONTAINER_PRIORITY') })]],
  },
  {
    code: 'SM912',
    severity: 'info',
    fires: files({ sidecar: kubexit('KRUISE_TERMINATE_SIDECAR_WHEN_JOB_EXIT') }),
    misses: [['none', files({})]],
  },
];
