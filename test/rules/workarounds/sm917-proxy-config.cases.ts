import { type Case, files } from '../../support/cases.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM917',
    severity: 'info',
    fires: files({
      template: ', annotations: {proxy.istio.io/config: "holdApplicationUntilProxyStarts: true"}',
    }),
    misses: [
      ['something else', files({ template: ', annotations: {proxy.istio.io/config: "a: b"}' })],
    ],
  },
];
