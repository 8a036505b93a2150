import { type Case, files } from '../../support/cases.js';
import { type Frame, underOptions } from '../../support/examples.js';
import { METRICS } from '../parts.js';

export const EXAMPLE: Frame = underOptions(
  files({ spec: '      hostNetwork: true\n', sidecar: METRICS }),
);

export const CASES: readonly Case[] = [
  {
    code: 'SM113',
    severity: 'warn',
    fires: files({ spec: '      hostNetwork: true\n', sidecar: METRICS }),
    misses: [
      [
        '1.34',
        files({ spec: '      hostNetwork: true\n', sidecar: METRICS }),
        { kubeVersion: '1.34' },
      ],
      [
        'a DaemonSet informs',
        files({ kind: 'DaemonSet', spec: '      hostNetwork: true\n', sidecar: METRICS }),
      ],
    ],
  },
];
