// What can grow, by name: each makes the files of a tree of its size, as pairs of a path and a text.
import { appOf, deployment, podOf, SIDECAR, serviceOf } from './texts.mjs';

const range = (n) => Array.from({ length: n }, (_, i) => i);
const indent = (text, by) => text.replace(/^(?=.)/gm, ' '.repeat(by));

export const KINDS = new Map([
  ['files', (n) => range(n).map((i) => [`apps/${i % 50}/app-${i}.yaml`, deployment(`app-${i}`)])],
  [
    'documents',
    (n) => [
      [
        'all.yaml',
        range(n)
          .map((i) => deployment(`app-${i}`))
          .join('---\n'),
      ],
    ],
  ],
  [
    'items of a List',
    (n) => [
      [
        'list.yaml',
        `apiVersion: v1\nkind: List\nitems:\n${range(n)
          .map((i) => `- ${indent(deployment(`app-${i}`), 2).trimStart()}`)
          .join('')}`,
      ],
    ],
  ],
  [
    'containers',
    (n) => [
      [
        'pod.yaml',
        podOf(
          range(n).map((i) => `- name: app-${i}\n  image: registry.example.com/app-${i}:1.0\n`),
        ),
      ],
    ],
  ],
  [
    'sidecars',
    (n) => [
      [
        'pod.yaml',
        podOf(range(n).map((i) => `- name: fluent-bit-${i}\n  image: fluent/fluent-bit:3.1.4\n`)),
      ],
    ],
  ],
  ['blank lines', (n) => [['app.yaml', between('\n'.repeat(n * 20))]]],
  [
    'comments',
    (n) => [
      [
        'app.yaml',
        between(
          range(n * 20)
            .map((i) => `      # line ${i} of what is known of it\n`)
            .join(''),
        ),
      ],
    ],
  ],
  [
    'workloads and patches',
    (n) => [
      [
        'base/all.yaml',
        range(n)
          .map((i) => deployment(`app-${i}`))
          .join('---\n'),
      ],
      ['base/kustomization.yaml', 'resources:\n- all.yaml\n'],
      ...range(n).map((i) => [`overlay/patch-${i}.yaml`, patchOf(`app-${i}`, 'LEVEL')]),
      [
        'overlay/kustomization.yaml',
        `resources:\n- ../base\npatches:\n${range(n)
          .map((i) => `- path: patch-${i}.yaml\n`)
          .join('')}`,
      ],
    ],
  ],
  [
    'patches of a workload',
    (n) => [
      ['base/app.yaml', deployment('app')],
      ['base/kustomization.yaml', 'resources:\n- app.yaml\n'],
      [
        'overlay/kustomization.yaml',
        `resources:\n- ../base\npatches:\n${range(n)
          .map((i) => `- patch: |-\n${indent(patchOf('app', `OPTION_${i % 20}`), 4)}`)
          .join('')}`,
      ],
    ],
  ],
  [
    'inline patches of workloads',
    (n) => [
      [
        'base/all.yaml',
        range(n)
          .map((i) => deployment(`app-${i}`))
          .join('---\n'),
      ],
      ['base/kustomization.yaml', 'resources:\n- all.yaml\n'],
      [
        'overlay/kustomization.yaml',
        `resources:\n- ../base\npatches:\n${range(n)
          .map(
            (i) =>
              `- target: {kind: Deployment, name: app-${i}}\n  patch: |-\n    - op: replace\n      path: /spec/template/spec/containers/1/image\n      value: fluent/fluent-bit:3.2.0\n`,
          )
          .join('')}`,
      ],
    ],
  ],
  [
    'overlays',
    (n) => [
      ['base/app.yaml', deployment('app')],
      ['base/kustomization.yaml', 'resources:\n- app.yaml\n'],
      ...range(n).map((i) => [
        `overlays/o-${i}/kustomization.yaml`,
        `resources:\n- ../../base\nnamePrefix: o-${i}-\npatches:\n- patch: |-\n${indent(patchOf('app', 'LEVEL', i), 4)}`,
      ]),
    ],
  ],
  [
    'overlays of bases',
    (n) =>
      range(n).flatMap((i) => [
        [`apps/app-${i}/base/app.yaml`, deployment(`app-${i}`)],
        [`apps/app-${i}/base/service.yaml`, serviceOf(`app-${i}`)],
        [`apps/app-${i}/base/kustomization.yaml`, 'resources:\n- app.yaml\n- service.yaml\n'],
        [
          `apps/app-${i}/overlay/kustomization.yaml`,
          `resources:\n- ../base\npatches:\n- patch: |-\n${indent(patchOf(`app-${i}`, 'LEVEL'), 4)}`,
        ],
      ]),
  ],
  [
    'kustomizations in a line',
    (n) => [
      ['k/0/app.yaml', deployment('app')],
      ['k/0/kustomization.yaml', 'resources:\n- app.yaml\n'],
      ...range(Math.ceil(n / 20)).map((i) => [
        `k/${i + 1}/kustomization.yaml`,
        `resources:\n- ../${i}\nlabels:\n- pairs: {step-${i}: "yes"}\n`,
      ]),
    ],
  ],
  [
    'pods of a program',
    (n) => [
      [
        'main.ts',
        `import { Chart } from 'cdk8s';\nimport * as k8s from 'cdk8s-plus-34/lib/imports/k8s';\n\nexport class Shop extends Chart {\n  constructor(scope, id: string) {\n    super(scope, id);\n${range(
          n,
        )
          .map((i) => programPod(i))
          .join('')}  }\n}\n`,
      ],
    ],
  ],
  [
    'programs',
    (n) =>
      range(n).map((i) => [
        `src/chart-${i}.ts`,
        `import { Chart } from 'cdk8s';\nimport * as k8s from 'cdk8s-plus-34/lib/imports/k8s';\n\nexport class Shop${i} extends Chart {\n  constructor(scope, id: string) {\n    super(scope, id);\n${programPod(i)}  }\n}\n`,
      ]),
  ],
  [
    'Services with one selector',
    (n) => [
      ['app.yaml', deployment('app')],
      [
        'services.yaml',
        range(n)
          .map((i) => serviceOf(`s-${i}`, 'app'))
          .join('---\n'),
      ],
    ],
  ],
  [
    'bundles with the same labels',
    (n) =>
      range(n).map((i) => [
        `apps/${i}/app.yaml`,
        `${deployment(`app-${i}`, 'app')}---\n${serviceOf(`app-${i}`, 'app')}`,
      ]),
  ],
  [
    'bundles with labels of their own',
    (n) =>
      range(n).map((i) => [
        `apps/${i}/app.yaml`,
        `${deployment(`app-${i}`)}---\n${serviceOf(`app-${i}`)}`,
      ]),
  ],
  [
    'copies of a bundle',
    (n) =>
      range(n).map((i) => [
        `clusters/c-${i}/app.yaml`,
        `${deployment('app')}---\n${serviceOf('app')}---\n${scalerOf('app')}`,
      ]),
  ],
  [
    'copies with kustomizations',
    (n) =>
      range(n).flatMap((i) => [
        [`clusters/c-${i}/app.yaml`, `${deployment('app')}---\n${serviceOf('app')}`],
        [`clusters/c-${i}/kustomization.yaml`, `namespace: c-${i}\nresources:\n- app.yaml\n`],
      ]),
  ],
  [
    'values files of an ApplicationSet',
    (n) => [
      [
        'apps/cache.yaml',
        applicationSet(
          'us',
          `          - $own/cache/common.yaml\n${range(n)
            .map((i) => `          - $own/cache/v-${i}.yaml\n`)
            .join('')}`,
        ),
      ],
      ['cache/common.yaml', VALUES],
      ...range(n).map((i) => [`cache/v-${i}.yaml`, `master:\n  count: ${i}\n`]),
    ],
  ],
  [
    'computed names of an ApplicationSet',
    (n) => [
      [
        'apps/cache.yaml',
        applicationSet(
          range(n)
            .map((i) => `c-${i}`)
            .join('}, {env: '),
          '          - $own/cache/common.yaml\n          - $own/cache/{{env}}-values.yaml\n',
        ),
      ],
      ['cache/common.yaml', VALUES],
      ...range(n).map((i) => [`cache/c-${i}-values.yaml`, 'master:\n  initContainers: []\n']),
    ],
  ],
  [
    'ApplicationSets',
    (n) =>
      range(n).flatMap((i) => [
        [
          `apps/cache-${i}.yaml`,
          applicationSet(
            'eu}, {env: us',
            `          - $own/cache/${i}/common.yaml\n          - $own/cache/${i}/{{env}}-values.yaml\n`,
            i,
          ),
        ],
        [`cache/${i}/common.yaml`, VALUES],
        [`cache/${i}/eu-values.yaml`, 'master:\n  initContainers: []\n'],
      ]),
  ],
  [
    'releases of one values file',
    (n) => [
      ...range(n).map((i) => [
        `apps/cache-${i}.yaml`,
        applicationSet(
          'eu',
          `          - $own/cache/common.yaml\n          - $own/cache/${i}.yaml\n`,
          i,
        ),
      ]),
      ...range(n).map((i) => [`cache/${i}.yaml`, 'master:\n  initContainers: []\n']),
      ['cache/common.yaml', VALUES],
    ],
  ],
]);

const VALUES = `master:\n  sidecars:\n${indent(SIDECAR, 2)}`;

function between(filling) {
  const text = deployment('app');
  const at = text.indexOf(SIDECAR.split('\n')[0]);
  const start = text.lastIndexOf('\n', at) + 1;
  return text.slice(0, start) + filling + text.slice(start);
}

function patchOf(name, variable, value = 'debug') {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      containers:\n      - name: fluent-bit\n        env:\n        - name: ${variable}\n          value: "${value}"\n`;
}

function scalerOf(name) {
  return `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: ${name}\nspec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${name}}\n  maxReplicas: 3\n  metrics:\n  - type: ContainerResource\n    containerResource:\n      name: cpu\n      container: ${appOf(name)}\n      target: {type: Utilization, averageUtilization: 60}\n`;
}

function applicationSet(elements, files, i = 0) {
  return `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata:\n  name: cache-${i}\nspec:\n  generators:\n  - list:\n      elements: [{env: ${elements}}]\n  template:\n    metadata:\n      name: cache-${i}-{{env}}\n    spec:\n      sources:\n      - repoURL: registry-1.docker.io/bitnamicharts\n        chart: redis\n        targetRevision: 23.1.1\n        helm:\n          valueFiles:\n${files}      - repoURL: https://git.example.com/shop.git\n        ref: own\n`;
}

function programPod(i) {
  return `
    new k8s.KubeDeployment(this, 'shop-${i}', {
      metadata: { name: 'shop-${i}' },
      spec: {
        selector: { matchLabels: { app: 'shop-${i}' } },
        template: {
          metadata: { labels: { app: 'shop-${i}' } },
          spec: {
            containers: [
              { name: 'web', image: 'registry.example.com/web:1.0' },
              {
                name: 'fluent-bit',
                image: 'fluent/fluent-bit:3.1.4',
                volumeMounts: [{ name: 'logs', mountPath: '/var/log' }],
              },
            ],
            volumes: [{ name: 'logs', emptyDir: {} }],
          },
        },
      },
    });
`;
}
