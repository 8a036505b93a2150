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
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app-${i}\n  labels: {app: app-${i}}\nspec:\n  selector:\n    matchLabels: {app: app-${i}}\n  template:\n    metadata:\n      labels: {app: app-${i}}\n    spec:\n      containers:\n      - name: app\n        image: registry.example.com/app-${i}:1.0\n        env:\n        - name: LEVEL\n          value: info\n        ports:\n        - containerPort: 8080\n${sidecar}      volumes:\n      - name: logs\n        emptyDir: {}\n`;
}
