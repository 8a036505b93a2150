import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { preStop } from '../parts.js';

export const EXAMPLE: Frame = ofSidecar();

export const CASES: readonly Case[] = [
  {
    code: 'SM211',
    severity: 'warn',
    fires: files({
      sidecar: ', lifecycle: {postStart: {exec: {command: [sh, -c, "curl a.example.com"]}}}',
    }),
    misses: [
      [
        'files only',
        files({ sidecar: ', lifecycle: {postStart: {exec: {command: [touch, /tmp/a]}}}' }),
      ],
      ['another hook', files({ sidecar: preStop('sleep 5') })],
    ],
  },
];
