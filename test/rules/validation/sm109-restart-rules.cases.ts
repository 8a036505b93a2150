import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar, under } from '../../support/examples.js';

export const EXAMPLE: Frame = under({ kubeVersion: '1.35' }, ofSidecar());

export const CASES: readonly Case[] = [
  {
    code: 'SM109',
    severity: 'block',
    fires: files({ sidecar: ', restartPolicyRules: [{action: RestartAllContainers}]' }),
    options: { kubeVersion: '1.35' },
    misses: [
      [
        '1.36',
        files({ sidecar: ', restartPolicyRules: [{action: RestartAllContainers}]' }),
        { kubeVersion: '1.36' },
      ],
      ['only a restart informs', files({ sidecar: ', restartPolicyRules: [{action: Restart}]' })],
    ],
  },
];
