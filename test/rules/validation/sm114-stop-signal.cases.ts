import { type Case, files } from '../../support/cases.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM114',
    severity: 'info',
    fires: files({ sidecar: ', lifecycle: {stopSignal: SIGUSR1}' }),
    misses: [['no signal', files({ sidecar: ', lifecycle: {}' })]],
  },
];
