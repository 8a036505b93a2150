import { describe, expect, it } from 'vitest';
import { type Files, files } from '../../support/cases.js';
import { decided } from '../../support/pods.js';
import { changed, type ReferenceCase, refers } from '../../support/references.js';

const policy = (text: string, more: Files = {}): Files =>
  files({}, { 'policy.yaml': text, ...more });

const KYVERNO = policy(`apiVersion: kyverno.io/v1
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
const TEMPLATE = `apiVersion: templates.gatekeeper.sh/v1
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
const excluding = (exclude: string): Files =>
  changed(KYVERNO, '    validate:', `    exclude: ${exclude}\n    validate:`);

const changedAll = (all: Files, change: (text: string) => string): Files => ({
  ...all,
  'policy.yaml': change(all['policy.yaml'] ?? ''),
});

const CASES: readonly ReferenceCase[] = [
  {
    name: 'a rule of Kyverno checks containers only',
    code: 'SM518',
    severity: 'warn',
    fires: KYVERNO,
    where: 'policy.yaml:6',
    says: 'let the policy look at initContainers too',
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
    says: 'agent is no longer held to it',
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

describe('policies that walk containers', () => {
  it.each(CASES)('$name', refers);

  it('one that is not for this workload is a note', async () => {
    const codes = async (all: Files): Promise<readonly string[]> =>
      (await decided(all)).outcome.notes.map(({ code }) => code);
    expect(await codes(policy(TEMPLATE))).toContain('SM518');
    expect(await codes(files({}))).not.toContain('SM518');
  });

  it('an exclusion by who asks, or by labels of a namespace, leaves nothing out', async () => {
    for (const exclude of [
      '{any: [{subjects: [{kind: User, name: me}]}]}',
      '{resources: {namespaceSelector: {matchLabels: {a: b}}}}',
      '{all: [{resources: {names: [shop]}}, {resources: {kinds: [Job]}}]}',
    ])
      expect((await decided(excluding(exclude))).codes, exclude).toContain('SM518 warn');
  });

  it('many policies are one finding, with the place of each', async () => {
    const twice = (text: string): string => `${text}---\n${text}`;
    const { pod } = await decided(changedAll(KYVERNO, twice));
    const found = pod.containers
      .flatMap(({ findings }) => findings)
      .filter(({ code }) => code === 'SM518');
    expect(found.map(({ related }) => related.map(({ line }) => line))).toEqual([[6, 20]]);
    expect(found[0]?.message).toContain('; 1 more do so too');
  });

  it('policies that are none break nothing', async () => {
    const { pod } = await decided(
      files(
        {},
        {
          'a.yaml':
            'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec: {rules: [null, containers, {match: x, validate: [containers]}, {mutate: {containers: 1}}]}\n',
          'b.yaml': 'kind: ValidatingAdmissionPolicy\nspec: containers\n',
          'c.yaml': 'kind: ConstraintTemplate\nspec: {targets: {containers: 1}}\n',
          'd.yaml':
            'apiVersion: constraints.gatekeeper.sh/v1\nkind: null\nspec: {match: {kinds: Pod}}\n',
        },
      ),
    );
    expect(pod.state).toBe('moved');
  });
});
