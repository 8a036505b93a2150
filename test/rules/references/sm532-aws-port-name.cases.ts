import { files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import { changed, type ReferenceCase } from '../../support/references.js';
import { NEW } from '../parts.js';
import { balanced, ingress, service } from './parts.js';

const ALB = balanced(service('metrics'), {
  'ingress.yaml': ingress('alb', 'alb.ingress.kubernetes.io/target-type: ip'),
});
const NLB = balanced(
  service(
    'metrics',
    ', annotations: {service.beta.kubernetes.io/aws-load-balancer-type: external, service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip}',
  ),
);

export const EXAMPLE: Frame = (text) => ({
  files: files(
    { sidecar: ', ports: [{name: http, containerPort: 8080}]' },
    {
      'service.yaml': service('x').replace('targetPort: x', text),
      'ingress.yaml': ingress('alb', 'alb.ingress.kubernetes.io/target-type: ip'),
    },
  ),
  options: NEW,
});

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'an ALB in IP mode looks up a port by name',
    code: 'SM532',
    severity: 'warn',
    fires: ALB,
    options: NEW,
    where: 'service.yaml:9',
    says: 'set targetPort: 2020',
    misses: [
      ['the number', changed(ALB, 'targetPort: metrics', 'targetPort: 2020')],
      ['instances', changed(ALB, 'target-type: ip', 'target-type: instance')],
      ['another class', changed(ALB, 'ingressClassName: alb', 'ingressClassName: nginx')],
      ['another Service', changed(ALB, 'service: {name: shop', 'service: {name: till')],
    ],
  },
  {
    name: 'an NLB in IP mode looks up a port by name',
    code: 'SM532',
    severity: 'warn',
    fires: NLB,
    options: NEW,
    where: 'service.yaml:9',
    says: 'set targetPort: 2020',
    misses: [
      ['instances', changed(NLB, 'target-type: ip', 'target-type: instance')],
      ['the controller of the cloud', changed(NLB, 'type: external', 'type: nlb')],
    ],
  },
  {
    name: 'a TargetGroupBinding looks up a port by name',
    code: 'SM532',
    severity: 'warn',
    fires: balanced(service('metrics'), {
      'binding.yaml':
        'apiVersion: elbv2.k8s.aws/v1beta1\nkind: TargetGroupBinding\nmetadata: {name: shop}\nspec:\n  serviceRef: {name: shop, port: 80}\n  targetType: ip\n',
    }),
    options: NEW,
    where: 'service.yaml:9',
    says: 'TargetGroupBinding shop',
    misses: [
      [
        'instances',
        balanced(service('metrics'), {
          'binding.yaml':
            'apiVersion: elbv2.k8s.aws/v1beta1\nkind: TargetGroupBinding\nmetadata: {name: shop}\nspec:\n  serviceRef: {name: shop, port: 80}\n  targetType: instance\n',
        }),
      ],
    ],
  },
];
