import { type Files, files } from '../../support/cases.js';
import { changed, type ReferenceCase } from '../../support/references.js';

const PORT = ', ports: [{name: metrics, containerPort: 2020}]';

const difference = (kind: string, spec: string): Files =>
  files(
    {},
    {
      'application.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: shop}\nspec:\n${spec}`,
    },
  );
const JQ = `ignoreDifferences:
  - group: apps
    kind: Deployment
    jqPathExpressions:
    - .spec.template.spec.containers[] | select(.name == "agent").resources
`;
export const APPLICATION = difference('Application', `  ${JQ}`);

const tool = (path: string, text: string): Files => files({}, { [path]: text });

const forwarded = (port: string): Files =>
  files(
    { sidecar: PORT },
    {
      'ci.yaml': `script:\n- kubectl -n shop port-forward svc/shop 8080:${port} &\n`,
      'service.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec:\n  selector: {app: shop}\n  ports: [{name: prom, port: 80, targetPort: metrics}]\n',
    },
  );

export const TOOLS: readonly ReferenceCase[] = [
  {
    name: 'kubectl port-forward to a named port',
    code: 'SM511',
    severity: 'info',
    fires: forwarded('prom'),
    options: { kubeVersion: '1.33' },
    where: 'ci.yaml:2',
    says: 'kubectl 1.31',
    misses: [['by number', forwarded('80')]],
  },
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
  {
    name: 'Skaffold names the sidecar',
    code: 'SM526',
    severity: 'info',
    fires: tool(
      'skaffold.yaml',
      'apiVersion: skaffold/v4beta6\nkind: Config\nverify:\n- name: agent\n',
    ),
    where: 'skaffold.yaml:4',
    says: 'Skaffold refers to agent',
    misses: [
      [
        'a longer word',
        tool(
          'skaffold.yaml',
          'apiVersion: skaffold/v4beta6\nkind: Config\nverify:\n- name: user-agent\n',
        ),
      ],
      [
        'not Skaffold',
        tool('skaffold.yaml', 'apiVersion: v1\nkind: Config\nverify:\n- name: agent\n'),
      ],
    ],
  },
  {
    name: 'a Tiltfile names the sidecar',
    code: 'SM526',
    severity: 'info',
    fires: tool(
      'dev/Tiltfile',
      "k8s_yaml('shop.yaml')\ndocker_build('agent', '.', live_update=[])\n",
    ),
    where: 'dev/Tiltfile:2',
    says: 'Tilt refers to agent',
    misses: [['App', tool('dev/Tiltfile', "docker_build('web', '.')\n")]],
  },
  {
    name: 'Terraform reads the manifest',
    code: 'SM528',
    severity: 'info',
    fires: tool(
      'main.tf',
      'resource "kubernetes_manifest" "shop" {\n  manifest = yamldecode(file("app.yaml"))\n}\n',
    ),
    where: 'main.tf:2',
    says: 'Terraform refers to app.yaml',
    misses: [
      [
        'another file',
        tool(
          'main.tf',
          'resource "kubernetes_manifest" "shop" {\n  manifest = yamldecode(file("till.yaml"))\n}\n',
        ),
      ],
    ],
  },
  {
    name: 'an Application ignores differences by name',
    code: 'SM808',
    severity: 'warn',
    fires: APPLICATION,
    where: 'application.yaml:9',
    says: 'write .spec.template.spec.initContainers[] | select(.name == "agent").resources there',
    misses: [
      ['App', changed(APPLICATION, '"agent"', '"web"')],
      [
        'another workload',
        changed(
          APPLICATION,
          'kind: Deployment\n    jq',
          'kind: Deployment\n    name: till\n    jq',
        ),
      ],
      [
        'another kind',
        changed(APPLICATION, 'kind: Deployment\n    jq', 'kind: StatefulSet\n    jq'),
      ],
    ],
  },
  {
    name: 'an ApplicationSet ignores differences by name',
    code: 'SM808',
    severity: 'warn',
    fires: difference(
      'ApplicationSet',
      `  template:\n    spec:\n      ${JQ.replaceAll('\n  ', '\n      ')}`,
    ),
    where: 'application.yaml:11',
    says: 'ApplicationSet shop',
    misses: [['no expression', difference('ApplicationSet', '  template: {}\n')]],
  },
  {
    name: 'the settings of Argo CD ignore differences by name',
    code: 'SM808',
    severity: 'warn',
    fires: tool(
      'argocd-cm.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argocd-cm}\ndata:\n  resource.customizations.ignoreDifferences.apps_Deployment: |\n    jqPathExpressions:\n    - .spec.template.spec.containers[] | select(.name == "agent")\n',
    ),
    where: 'argocd-cm.yaml:5',
    says: 'ConfigMap argocd-cm',
    misses: [
      [
        'another kind',
        tool(
          'argocd-cm.yaml',
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argocd-cm}\ndata:\n  resource.customizations.ignoreDifferences.apps_StatefulSet: |\n    jqPathExpressions:\n    - .spec.template.spec.containers[] | select(.name == "agent")\n',
        ),
      ],
    ],
  },
];
