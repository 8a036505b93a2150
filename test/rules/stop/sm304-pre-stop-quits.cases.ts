import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { ALWAYS, entry, OWN } from '../native.js';
import { preStop } from '../parts.js';

const QUITS: readonly Case[] = [
  'kill 1',
  'pkill -QUIT fluent-bit',
  'nginx -s quit',
  'wget --post-data= localhost:1/quitquitquit',
].map(
  (script): Case => ({
    code: 'SM304',
    severity: 'warn',
    fires: files({ sidecar: preStop(`sleep 1; ${script}`) }),
    misses: [
      ['a sleep', files({ sidecar: preStop('sleep 3') })],
      ['a file', files({ sidecar: preStop('rm -f /tmp/a') })],
      ['a hook of App', files({ app: preStop(script) })],
    ],
  }),
);

export const EXAMPLE: Frame = ofSidecar();

export const CASES: readonly Case[] = [
  {
    code: 'SM304',
    severity: 'warn',
    fires: entry(
      `${ALWAYS}, lifecycle: {preStop: {exec: {command: [/cloud-sql-proxy, shutdown]}}}`,
    ),
    options: OWN,
    misses: [
      ['a sleep', entry(`${ALWAYS}, lifecycle: {preStop: {exec: {command: [sleep, "5"]}}}`)],
    ],
  },
  ...QUITS,
  {
    code: 'SM304',
    severity: 'warn',
    fires: files({ sidecar: ', lifecycle: {preStop: {httpGet: {port: 1, path: /shutdown}}}' }),
    misses: [
      [
        'a hook of App',
        files({ app: ', lifecycle: {preStop: {httpGet: {port: 1, path: /shutdown}}}' }),
      ],
      ['a sleep', files({ sidecar: ', lifecycle: {preStop: {sleep: {seconds: 1}}}' })],
    ],
  },
  {
    code: 'SM304',
    severity: 'warn',
    fires: files({ sidecar: preStop('/scripts/stop.sh') }),
    misses: [['a sleep', files({ sidecar: preStop('sleep 3') })]],
  },
];
