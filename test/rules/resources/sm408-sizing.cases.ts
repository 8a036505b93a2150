import { type Case, files } from '../../support/cases.js';
import { type Frame, underOptions } from '../../support/examples.js';

export const EXAMPLE: Frame = underOptions(
  files({ spec: '      nodeSelector: {karpenter.sh/nodepool: a}\n' }),
);

export const CASES: readonly Case[] = [
  {
    code: 'SM408',
    severity: 'warn',
    fires: files({ spec: '      nodeSelector: {karpenter.sh/nodepool: a}\n' }),
    misses: [
      [
        'a release that adds sidecars',
        files({ spec: '      nodeSelector: {karpenter.sh/nodepool: a}\n' }),
        { environment: { karpenter: '1.2.0' } },
      ],
      ['another label', files({ spec: '      nodeSelector: {pool: a}\n' })],
    ],
  },
];
