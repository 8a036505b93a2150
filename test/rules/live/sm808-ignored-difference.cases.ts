import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, SQL_PROXY, withSidecar } from '../../support/examples.js';
import { changed, type ReferenceCase } from '../../support/references.js';
import { tool } from '../references/parts.js';

const argo = (expression: string): Files =>
  files(
    {},
    {
      'application.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec:\n  ignoreDifferences:\n  - kind: Deployment\n    jqPathExpressions:\n    - ${expression}\n`,
    },
  );
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

export const EXAMPLE: Frame = withSidecar(
  SQL_PROXY,
  (text) => ({ files: argo(`'${text}'`) }),
  'proxy',
);

export const CASES: readonly (Case | ReferenceCase)[] = [
  {
    code: 'SM808',
    severity: 'warn',
    fires: argo(`'.spec.template.spec.containers[] | select(.name == "agent") | .image'`),
    misses: [
      ['App', argo(`'.spec.template.spec.containers[] | select(.name == "web") | .image'`)],
      ['there already', argo(`'.spec.template.spec.initContainers[] | select(.name == "agent")'`)],
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
