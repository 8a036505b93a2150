import { type Case, type Files, files } from '../../support/cases.js';

const service = (targetPort: string, more = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: shop${more}}\nspec:\n  selector: {app: shop}\n  ports:\n  - port: 80\n    targetPort: ${targetPort}\n`;
const PORT = ', ports: [{name: metrics, containerPort: 2020}]';
const PROBED = `${PORT}, readinessProbe: {httpGet: {path: /, port: 2020}}`;
const kustomization = (patch: string): string =>
  `resources: [app.yaml]\npatches:\n- target: {kind: Deployment, name: shop}\n  patch: |-\n${patch.replace(/^/gm, '    ')}\n`;
const containersPatch = (items: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec: {template: {spec: {containers: [${items}]}}}`;
const patched = (patch: string, target = 'name: shop'): Files =>
  files({}, { 'kustomization.yaml': kustomization(patch).replace('name: shop', target) });
const replaced = (fieldPath: string): Files =>
  files(
    {},
    {
      'kustomization.yaml': `resources: [app.yaml]\nreplacements:\n- source: {kind: ConfigMap, name: x, fieldPath: data.x}\n  targets:\n  - select: {kind: Deployment, name: shop}\n    fieldPaths: ["${fieldPath}"]\n`,
    },
  );

/** Section 5: what else names a container. */
export const REFERRED: readonly Case[] = [
  {
    code: 'SM501',
    severity: 'warn',
    fires: files({ sidecar: PORT }, { 'service.yaml': service('metrics') }),
    misses: [
      [
        '1.33',
        files({ sidecar: PORT }, { 'service.yaml': service('metrics') }),
        { kubeVersion: '1.33' },
      ],
      ['a number', files({ sidecar: PORT }, { 'service.yaml': service('2020') })],
      [
        'another selector',
        files(
          { sidecar: PORT },
          { 'service.yaml': service('metrics').replace('app: shop}', 'app: other}') },
        ),
      ],
      [
        'another namespace',
        files(
          { sidecar: PORT, metadata: ', namespace: a' },
          { 'service.yaml': service('metrics', ', namespace: b') },
        ),
      ],
    ],
  },
  {
    code: 'SM502',
    severity: 'block',
    fires: files(
      { sidecar: PORT, app: ', ports: [{name: metrics, containerPort: 80}]' },
      { 'service.yaml': service('metrics') },
    ),
    options: { kubeVersion: '1.33' },
    misses: [
      [
        'other names',
        files(
          { sidecar: PORT, app: ', ports: [{name: http, containerPort: 80}]' },
          { 'service.yaml': service('metrics') },
        ),
        { kubeVersion: '1.33' },
      ],
      [
        'a number',
        files(
          { sidecar: PORT, app: ', ports: [{name: metrics, containerPort: 80}]' },
          { 'service.yaml': service('80') },
        ),
      ],
    ],
  },
  {
    code: 'SM512',
    severity: 'block',
    fires: patched(containersPatch('{$patch: replace}, {name: web, image: x}')),
    misses: [
      ['by name: it follows', patched(containersPatch('{name: agent, tty: true}'))],
      ['a patch of App', patched(containersPatch('{name: web, image: agent}'))],
      [
        'another workload',
        patched(containersPatch('{$patch: replace}, {name: web}'), 'name: till'),
      ],
    ],
  },
  {
    code: 'SM513',
    severity: 'block',
    fires: patched(
      '- {op: replace, path: /spec/template/spec/containers, value: [{name: web, image: x}, {name: agent, image: "fluent/fluent-bit:4"}]}',
    ),
    misses: [
      [
        'by index: it follows',
        patched('- {op: replace, path: /spec/template/spec/containers/1/image, value: x}'),
      ],
      [
        'an index before it',
        patched('- {op: replace, path: /spec/template/spec/containers/0/image, value: x}'),
      ],
      [
        'appending',
        patched('- {op: add, path: /spec/template/spec/containers/-, value: {name: x, image: x}}'),
      ],
    ],
  },
  {
    code: 'SM514',
    severity: 'block',
    fires: replaced('spec.template.spec.containers.*.image'),
    misses: [
      ['by name: it follows', replaced('spec.template.spec.containers.[name=agent].image')],
      ['by index: it follows', replaced('spec.template.spec.containers.1.image')],
      ['App', replaced('spec.template.spec.containers.[name=web].image')],
    ],
  },
  {
    code: 'SM516',
    severity: 'warn',
    fires: files({ metadata: ', annotations: {keel.sh/policy: minor}' }),
    misses: [['another annotation', files({ metadata: ', annotations: {keel.sh/other: minor}' })]],
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
  {
    code: 'SM522',
    severity: 'block',
    fires: files({ template: ', annotations: {pre.hook.backup.velero.io/container: agent}' }),
    misses: [
      ['App', files({ template: ', annotations: {pre.hook.backup.velero.io/container: web}' })],
    ],
  },
  {
    code: 'SM523',
    severity: 'warn',
    fires: files({ template: ', annotations: {ad.datadoghq.com/agent.logs: x}' }),
    misses: [['App', files({ template: ', annotations: {ad.datadoghq.com/web.logs: x}' })]],
  },
  {
    code: 'SM531',
    severity: 'block',
    fires: files(
      { sidecar: PROBED },
      { 'service.yaml': service('2020', ', annotations: {cloud.google.com/neg: x}') },
    ),
    misses: [
      ['no balancer', files({ sidecar: PROBED }, { 'service.yaml': service('2020') })],
      [
        'a health check',
        files(
          { sidecar: PROBED },
          {
            'service.yaml': service(
              '2020',
              `, annotations: {cloud.google.com/neg: x, cloud.google.com/backend-config: '{"default": "b"}'}`,
            ),
            'backend.yaml':
              'apiVersion: cloud.google.com/v1\nkind: BackendConfig\nmetadata: {name: b}\nspec: {healthCheck: {port: 1}}\n',
          },
        ),
      ],
    ],
  },
];
