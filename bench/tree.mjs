import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A tree of manifests as repositories hold them: most without pods, definitions among them. */
export function makeTree(root, { files, migratable, kustomizations = 0, releases = 0 }) {
  for (let i = 0; i < kustomizations; i++) {
    const path = join(root, `team-${i % 40}`, `app-${i % 400}`, ...kustomization(i));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, kustomizationText(i, files));
  }
  for (let i = 0; i < releases; i++) {
    const path = join(root, `team-${i % 40}`, 'releases', String(i), ...releaseFile(i));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, releaseText(i));
  }
  for (let i = kustomizations; i < files - releases; i++) {
    const path = join(root, `team-${i % 40}`, `app-${i % 400}`, `${i}.yaml`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, i - kustomizations < migratable ? deployment(i, true) : textOf(i));
  }
}

/** One base for each application, and overlays of it with patches, images and prefixes. */
function kustomization(i) {
  return i < 400
    ? ['kustomization.yaml']
    : ['overlays', `stage-${Math.floor(i / 400)}`, 'kustomization.yaml'];
}

function kustomizationText(i, files) {
  if (i >= 400) {
    const patch =
      i % 2 === 0
        ? `patches:\n- target: {kind: Deployment}\n  patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: any}\n    spec:\n      template:\n        spec:\n          containers:\n          - name: app\n            resources: {limits: {memory: 64Mi}}\n`
        : `images:\n- name: registry.example.com/app-${i}\n  newTag: "2"\n`;
    return `resources:\n- ../..\nnamePrefix: stage-\n${patch}`;
  }
  const resources = [];
  for (let n = 2000 + i; n < files; n += 400) if (n % 10 !== 3) resources.push(`- ${n}.yaml`);
  return `resources:\n${resources.join('\n')}\n`;
}

/** Values files of charts, and releases that carry values: with the keys of sidecars, and without one. */
function releaseFile(i) {
  return i % 2 === 0 ? ['values.yaml'] : ['release.yaml'];
}

function releaseText(i) {
  const noise = Array.from(
    { length: 40 + (i % 80) },
    (_, n) => `## @param option${n} What option ${n} of ${i} is for\n##\noption${n}: value ${n}\n`,
  ).join('');
  if (i % 2 === 0)
    return `${noise}## @param sidecars Containers beside it\n##\nsidecars: []\n## @param initContainers Containers before it\n##\ninitContainers: []\nprimary:\n  sidecars: []\n  initContainers: []\n`;
  const controllers = `    controllers:\n      app-${i}:\n        containers:\n          app:\n            image:\n              repository: registry.example.com/app-${i}\n              tag: "1.0"\n    service:\n      app:\n        ports:\n          http:\n            port: 80\n`;
  return `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: app-${i}\nspec:\n  chartRef:\n    kind: OCIRepository\n    name: app-template\n  values:\n${controllers}`;
}

function textOf(i) {
  switch (i % 10) {
    case 0:
      return deployment(i, false);
    case 1:
      return service(i);
    case 2:
      return i % 50 === 2 ? definition(i) : configMap(i);
    case 3:
      return values(i);
    case 4:
      return i % 20 === 4 ? template(i) : configMap(i);
    default:
      return configMap(i);
  }
}

function configMap(i) {
  const lines = Array.from(
    { length: 20 + (i % 60) },
    (_, n) => `  key-${n}: value ${i} of entry ${n}`,
  );
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config-${i}\ndata:\n${lines.join('\n')}\n`;
}

function service(i) {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: app-${i}\nspec:\n  selector:\n    app: app-${i}\n  ports:\n  - port: 80\n    targetPort: 8080\n`;
}

function values(i) {
  return `replicas: ${i % 5}\nimage:\n  repository: registry.example.com/app-${i}\n  tag: "1.${i}"\nextraContainers: []\nresources: {}\n`;
}

function template(i) {
  return `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      {{- range .Values.containers }}\n      - name: {{ .name }}-${i}\n      {{- end }}\n`;
}

function definition(i) {
  const property = (n) =>
    `                  field${n}:\n                    description: ${'words '.repeat(12)}\n                    type: string\n`;
  const fields = Array.from({ length: 300 }, (_, n) => property(n)).join('');
  return `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: things${i}.example.com\nspec:\n  group: example.com\n  names: {kind: Thing${i}, plural: things${i}}\n  scope: Namespaced\n  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n        type: object\n        properties:\n          containers:\n            type: array\n            items:\n              type: object\n              properties:\n${fields}`;
}

function deployment(i, withSidecar) {
  const sidecar = withSidecar
    ? `      # ships the logs of app-${i}\n      - name: fluent-bit\n        image: fluent/fluent-bit:3.1.4\n        volumeMounts:\n        - name: logs\n          mountPath: /logs\n`
    : '';
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app-${i}\n  labels: {app: app-${i}}\nspec:\n  selector:\n    matchLabels: {app: app-${i}}\n  template:\n    metadata:\n      labels: {app: app-${i}}\n    spec:\n      containers:\n      - name: app\n        image: registry.example.com/app-${i}:1.0\n        env:\n        - name: LEVEL\n          value: info\n        ports:\n        - containerPort: 8080\n${sidecar}      volumes:\n      - name: logs\n        emptyDir: {}\n`;
}
