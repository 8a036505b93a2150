import { describe, expect, it } from 'vitest';
import { type Files, files } from '../../support/cases.js';
import { decided } from '../../support/pods.js';
import { changed, type ReferenceCase, refers } from '../../support/references.js';

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
const APPLICATION = difference('Application', `  ${JQ}`);

const tool = (path: string, text: string): Files => files({}, { [path]: text });

const CASES: readonly ReferenceCase[] = [
  {
    name: 'kubectl port-forward to a named port',
    code: 'SM511',
    severity: 'info',
    fires: files(
      { sidecar: PORT },
      {
        'ci.yaml': 'script:\n- kubectl -n shop port-forward svc/shop 8080:prom &\n',
        'service.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec:\n  selector: {app: shop}\n  ports: [{name: prom, port: 80, targetPort: metrics}]\n',
      },
    ),
    options: { kubeVersion: '1.33' },
    where: 'ci.yaml:2',
    says: 'kubectl 1.31',
    misses: [],
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
    says: 'Skaffold names agent',
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
    says: 'Tilt names agent',
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
    says: 'Terraform names app.yaml',
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

describe('what builds, deploys or shows the workload', () => {
  it.each(CASES)('$name', refers);

  it('a port-forward to another Service, to a number, or to a pod says nothing', async () => {
    const example = CASES.find(({ code }) => code === 'SM511');
    const all = example?.fires ?? {};
    for (const [from, to] of [
      ['svc/shop', 'svc/till'],
      ['8080:prom', '8080:80'],
      ['svc/shop', 'pod/shop'],
      ['targetPort: metrics', 'targetPort: 2020'],
    ] as const)
      expect((await decided(changed(all, from, to), example?.options)).codes).not.toContain(
        'SM511 info',
      );
  });

  it('Argo CD shows the pod', async () => {
    const notes = async (all: Files, version?: string): Promise<readonly string[]> => {
      const environment = version === undefined ? {} : { 'argo-cd': version };
      return (await decided(all, { environment })).outcome.notes.map(({ code }) => code);
    };
    expect(await notes(APPLICATION)).toContain('SM517');
    expect(await notes(APPLICATION, '2.12.9')).toContain('SM517');
    expect(await notes(APPLICATION, '2.13.1')).not.toContain('SM517');
    expect(await notes(files({}))).not.toContain('SM517');
  });
});
