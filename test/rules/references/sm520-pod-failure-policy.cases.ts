import { type Case, type Files, files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import type { ReferenceCase } from '../../support/references.js';

const job = (rule: string): Files =>
  files({
    kind: 'Job',
    apiVersion: 'batch/v1',
    own: `  podFailurePolicy: {rules: [{action: FailJob, onExitCodes: ${rule}}]}\n`,
  });

export const EXAMPLE: Frame = (text) => ({
  files: files({
    kind: 'Job',
    apiVersion: 'batch/v1',
    own: `  podFailurePolicy: {rules: [{action: FailJob, ${text}}]}\n`,
  }),
});

export const CASES: readonly (Case | ReferenceCase)[] = [
  {
    name: 'a failure policy names the sidecar',
    code: 'SM520',
    severity: 'block',
    fires: job('{containerName: agent, operator: In, values: [1]}'),
    where: null,
    says: 'containerName: web',
    misses: [
      ['App', job('{containerName: web, operator: NotIn, values: [0]}')],
      ['nobody: it warns', job('{operator: In, values: [1]}')],
    ],
  },
  {
    name: 'a failure policy names no container',
    code: 'SM520',
    severity: 'warn',
    fires: job('{operator: NotIn, values: [0]}'),
    where: null,
    says: 'containerName: web',
    misses: [['App', job('{containerName: web, operator: NotIn, values: [0]}')]],
  },
  {
    code: 'SM520',
    severity: 'warn',
    fires: files({
      kind: 'Job',
      apiVersion: 'batch/v1',
      own: '  podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [137]}}]}\n',
    }),
    misses: [
      [
        'it names App',
        files({
          kind: 'Job',
          apiVersion: 'batch/v1',
          own: '  podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {containerName: web, operator: In, values: [137]}}]}\n',
        }),
      ],
    ],
  },
];
