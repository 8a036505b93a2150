import { beside, type Frame, indented } from '../../support/examples.js';
import { changed, type ReferenceCase } from '../../support/references.js';
import { scaler } from './parts.js';

export const VPA = scaler(
  'autoscaling.k8s.io/v1',
  'VerticalPodAutoscaler',
  `  targetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
  resourcePolicy:
    containerPolicies:
    - containerName: agent
      minAllowed: {cpu: 50m}
`,
);

export const EXAMPLE: Frame = beside(
  'scaler.yaml',
  (text) =>
    `apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: {name: shop}\nspec:\n  targetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}\n  resourcePolicy:\n${indented(4, text)}\n`,
);

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'a VPA has a policy for the sidecar',
    code: 'SM507',
    severity: 'warn',
    fires: VPA,
    where: 'scaler.yaml:8',
    says: 'set fitting requests and limits on agent',
    misses: [
      ['App', changed(VPA, 'containerName: agent', 'containerName: web')],
      ['any container', changed(VPA, 'containerName: agent', "containerName: '*'")],
      [
        'switched off',
        changed(VPA, 'containerName: agent', 'containerName: agent\n      mode: "Off"'),
      ],
      ['another workload', changed(VPA, 'Deployment, name: shop', 'Deployment, name: till')],
    ],
  },
];
