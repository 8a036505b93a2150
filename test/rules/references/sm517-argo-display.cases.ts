import { files } from '../../support/cases.js';
import type { ReferenceCase } from '../../support/references.js';

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'Argo Rollouts shows the pod',
    code: 'SM517',
    severity: 'info',
    fires: files({ kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' }),
    options: { environment: { 'argo-rollouts': '1.7.2' } },
    where: null,
    says: 'before 1.8.0',
    misses: [
      [
        '1.8',
        files({ kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' }),
        { environment: { 'argo-rollouts': '1.8.0' } },
      ],
    ],
  },
];
