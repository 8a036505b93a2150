import { type Case, files } from '../../support/cases.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM116',
    severity: 'info',
    fires: files({
      template: ', annotations: {container.apparmor.security.beta.kubernetes.io/agent: x}',
    }),
    misses: [
      [
        'App',
        files({
          template: ', annotations: {container.apparmor.security.beta.kubernetes.io/web: x}',
        }),
      ],
    ],
  },
];
