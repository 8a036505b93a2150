import { type Files, files } from '../../support/cases.js';
import { type Frame, indented } from '../../support/examples.js';
import { changed, type ReferenceCase } from '../../support/references.js';

export const policy = (text: string, more: Files = {}): Files =>
  files({}, { 'policy.yaml': text, ...more });
export const KYVERNO = policy(`apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: require-probes}
spec:
  rules:
  - name: check
    match:
      any:
      - resources: {kinds: [Deployment]}
    validate:
      message: "containers need probes"
      pattern:
        spec: {template: {spec: {containers: [{livenessProbe: "?*"}]}}}
`);
const MUTATE = policy(`apiVersion: kyverno.io/v1
kind: Policy
metadata: {name: harden, namespace: shop}
spec:
  rules:
  - name: add
    match: {resources: {kinds: [v1/Pod], selector: {matchLabels: {app: shop}}}}
    mutate:
      foreach:
      - list: request.object.spec.containers
        patchStrategicMerge: {spec: {x: y}}
`);
const ADMISSION = policy(`apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: images}
spec:
  matchConstraints:
    resourceRules:
    - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
  validations:
  - expression: object.spec.template.spec.containers.all(c, c.image.startsWith('registry.example.com/'))
`);
export const TEMPLATE = `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: k8slimits}
spec:
  crd: {spec: {names: {kind: K8sLimits}}}
  targets:
  - target: admission.k8s.gatekeeper.sh
    rego: |
      package k8slimits
      violation[{"msg": msg}] { c := input.review.object.spec.containers[_]; not c.resources.limits; msg := c.name }
`;
const CONSTRAINT = (kinds: string): Files => ({
  'constraint.yaml': `apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sLimits\nmetadata: {name: limits}\nspec: {match: {kinds: [{apiGroups: ["*"], kinds: ${kinds}}]}}\n`,
});
const GATEKEEPER = policy(TEMPLATE, CONSTRAINT('[Pod]'));
const MATCH = '- resources: {kinds: [Deployment]}';
const matching = (resources: string): Files => changed(KYVERNO, MATCH, `- resources: ${resources}`);
export const excluding = (exclude: string): Files =>
  changed(KYVERNO, '    validate:', `    exclude: ${exclude}\n    validate:`);

export const EXAMPLE: Frame = (text) => ({
  files: changed(
    MUTATE,
    'foreach:\n      - list: request.object.spec.containers',
    indented(6, text).trimStart(),
  ),
});

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'a rule of Kyverno checks containers only',
    code: 'SM518',
    severity: 'warn',
    fires: KYVERNO,
    where: 'policy.yaml:6',
    says: 'extend the policy to initContainers',
    misses: [
      [
        'both lists',
        changed(KYVERNO, 'containers: [{live', '=(initContainers): [{x: y}], containers: [{live'),
      ],
      [
        'the word in a message',
        changed(KYVERNO, 'containers: [{livenessProbe: "?*"}]', 'hostPID: false'),
      ],
      ['another kind', matching('{kinds: [StatefulSet]}')],
      ['another name', matching('{kinds: [Pod], names: [till-*]}')],
      ['other labels', matching('{kinds: [Pod], selector: {matchLabels: {app: till}}}')],
      [
        'another namespace',
        changed(
          matching('{kinds: [Pod], namespaces: [till]}'),
          '{name: shop}\nspec:\n  template',
          '{name: shop, namespace: shop}\nspec:\n  template',
        ),
      ],
      ['a subresource', matching('{kinds: [Pod/exec]}')],
      ['it is left out', excluding('{any: [{resources: {names: [shop]}}]}')],
      [
        'it is left out by its labels',
        changed(
          excluding('{resources: {selector: {matchLabels: {app: shop}}}}'),
          MATCH,
          '- resources: {kinds: [Pod]}',
        ),
      ],
    ],
  },
  {
    name: 'a rule of Kyverno changes containers only',
    code: 'SM518',
    severity: 'warn',
    fires: MUTATE,
    where: 'policy.yaml:6',
    says: 'what it sets is missing on agent',
    misses: [
      ['both lists', changed(MUTATE, 'spec.containers', 'spec.[initContainers, containers][]')],
      [
        'another namespace',
        changed(
          MUTATE,
          '{name: shop}\nspec:\n  template',
          '{name: shop, namespace: till}\nspec:\n  template',
        ),
      ],
    ],
  },
  {
    name: 'an admission policy checks containers only',
    code: 'SM518',
    severity: 'warn',
    fires: ADMISSION,
    where: 'policy.yaml:4',
    says: 'agent is no longer checked',
    misses: [
      ['both lists', changed(ADMISSION, '.containers.all(c', '.initContainers.all(c')],
      ['another resource', changed(ADMISSION, '[deployments]', '[statefulsets]')],
    ],
  },
  {
    name: 'a template of Gatekeeper checks containers only',
    code: 'SM518',
    severity: 'warn',
    fires: GATEKEEPER,
    where: 'policy.yaml:6',
    says: 'ConstraintTemplate k8slimits',
    misses: [
      ['no constraint', policy(TEMPLATE)],
      ['a constraint for another kind', policy(TEMPLATE, CONSTRAINT('[Job]'))],
      [
        'both lists',
        policy(
          TEMPLATE.replace(
            'spec.containers[_];',
            'spec.containers[_]; d := input.review.object.spec.initContainers[_];',
          ),
          CONSTRAINT('[Pod]'),
        ),
      ],
    ],
  },
];
