import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { preStop } from '../parts.js';

export const EXAMPLE: Frame = ofSidecar();

export const CASES: readonly Case[] = [
  {
    code: 'SM915',
    severity: 'info',
    fires: files({ sidecar: preStop('sleep 5') }),
    misses: [['more than that', files({ sidecar: preStop('sleep 5; rm -f /tmp/a') })]],
  },
  {
    code: 'SM915',
    severity: 'warn',
    fires: files({
      sidecar: preStop(
        'while [ $(netstat -plunt | grep tcp | grep -v envoy | wc -l) -ne 0 ]; do sleep 1; done',
      ),
    }),
    misses: [['a sleep', files({ sidecar: preStop('sleep 5') })]],
  },
];
