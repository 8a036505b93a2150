import { beside, type Frame, indented, under } from '../../support/examples.js';
import { changed, type ReferenceCase } from '../../support/references.js';
import { scaler } from './parts.js';

const HPA = scaler(
  'autoscaling/v2',
  'HorizontalPodAutoscaler',
  `  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
  metrics:
  - type: ContainerResource
    containerResource: {name: cpu, container: agent}
`,
);
const KEDA = scaler(
  'keda.sh/v1alpha1',
  'ScaledObject',
  `  scaleTargetRef: {name: shop}
  triggers:
  - type: cpu
    metadata: {value: "60", containerName: agent}
`,
);

export const EXAMPLE: Frame = under(
  { kubeVersion: '1.28', featureGates: ['SidecarContainers=true'] },
  beside(
    'scaler.yaml',
    (text) =>
      `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: shop}\nspec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}\n  metrics:\n  - type: ContainerResource\n${indented(4, text)}\n`,
  ),
);

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'an HPA scales by the sidecar',
    code: 'SM506',
    severity: 'info',
    fires: HPA,
    where: 'scaler.yaml:8',
    says: 'still needs a request',
    misses: [
      ['App', changed(HPA, 'container: agent', 'container: web')],
      ['another workload', changed(HPA, 'Deployment, name: shop', 'Deployment, name: till')],
      ['another kind', changed(HPA, 'kind: Deployment, name: shop', 'kind: Rollout, name: shop')],
      [
        'another namespace',
        changed(
          changed(
            HPA,
            '{name: shop}\nspec:\n  scale',
            '{name: shop, namespace: b}\nspec:\n  scale',
          ),
          '{name: shop}\nspec:\n  template',
          '{name: shop, namespace: a}\nspec:\n  template',
        ),
      ],
    ],
  },
  {
    name: 'an HPA scales by the sidecar on 1.28',
    code: 'SM506',
    severity: 'warn',
    fires: HPA,
    options: { kubeVersion: '1.28', featureGates: ['SidecarContainers=true'] },
    where: 'scaler.yaml:8',
    says: 'target 1.29',
    misses: [['1.29', HPA, { kubeVersion: '1.29' }]],
  },
  {
    name: 'a ScaledObject of KEDA scales by the sidecar',
    code: 'SM506',
    severity: 'info',
    fires: KEDA,
    where: 'scaler.yaml:8',
    says: 'ScaledObject shop',
    misses: [['App', changed(KEDA, 'containerName: agent', 'containerName: web')]],
  },
];
