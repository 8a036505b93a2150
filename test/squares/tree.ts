import fc from 'fast-check';
import { stringify } from 'yaml';
import { type Container, type PatchPlan, patchFiles, patchPlans } from './patches.js';

/** A random tree: a base, two overlays, perhaps a component. */
export interface TreePlan {
  readonly apps: readonly AppPlan[];
  readonly config: boolean;
  readonly component: readonly PatchPlan[] | null;
  readonly overlays: readonly [OverlayPlan, OverlayPlan];
}

const KINDS = ['Deployment', 'StatefulSet', 'Job', 'CronJob'] as const;

interface AppPlan {
  readonly kind: (typeof KINDS)[number];
  readonly inits: number;
  /** Each is put at this index, or the end. */
  readonly sidecars: readonly { readonly image: string; readonly at: number }[];
  readonly mains: number;
  readonly indentless: boolean;
}

interface OverlayPlan {
  readonly patches: readonly PatchPlan[];
  readonly component: boolean;
  readonly namePrefix: boolean;
  readonly nameSuffix: boolean;
  readonly namespace: boolean;
  readonly labels: boolean;
  readonly replicas: boolean;
  readonly images: boolean;
  /** A replacement into a container of the first app: by index, by name, or none. */
  readonly replacement: 'index' | 'name' | null;
}

/** Known to the catalogue by their images: each is a sidecar for sure. */
export const SIDECARS = [
  'fluent/fluent-bit:3',
  'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1',
  'envoyproxy/envoy:v1.31.0',
];

const app: fc.Arbitrary<AppPlan> = fc.record({
  kind: fc.constantFrom(...KINDS),
  inits: fc.nat(2),
  sidecars: fc.uniqueArray(fc.record({ image: fc.constantFrom(...SIDECARS), at: fc.nat(3) }), {
    minLength: 1,
    maxLength: 2,
    selector: ({ image }) => image,
  }),
  mains: fc.constantFrom(1, 1, 2),
  indentless: fc.boolean(),
});

const seldom = fc.constantFrom(true, false, false);

const overlay: fc.Arbitrary<OverlayPlan> = fc.record({
  patches: patchPlans,
  component: seldom,
  namePrefix: fc.boolean(),
  nameSuffix: seldom,
  namespace: seldom,
  labels: seldom,
  replicas: seldom,
  images: seldom,
  replacement: fc.constantFrom('index', 'name', null, null, null, null),
});

export const treePlans: fc.Arbitrary<TreePlan> = fc.record({
  apps: fc.array(app, { minLength: 1, maxLength: 3 }),
  config: fc.boolean(),
  component: fc.option(patchPlans),
  overlays: fc.tuple(overlay, overlay),
});

/** A workload as its base has it. */
export interface App {
  readonly kind: AppPlan['kind'];
  readonly name: string;
  readonly index: number;
  readonly containers: readonly Container[];
  readonly inits: readonly Container[];
  /** Keys from the object to its pod spec. */
  readonly path: readonly string[];
}

/** The files of a tree; every name in it ends with its id, so that many trees are rendered at once. */
export function treeFiles(plan: TreePlan, id: string): Readonly<Record<string, string>> {
  const apps = plan.apps.map((own, i) => appOf(own, i, id));
  const files: Record<string, string> = {};
  const resources = apps.map((own, i) => {
    files[`base/${own.name}.yaml`] = stringify(objectOf(own), {
      indentSeq: plan.apps[i]?.indentless !== true,
    });
    return `${own.name}.yaml`;
  });
  files['base/config.yaml'] = stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `words-${id}` },
    data: { image: 'registry.example.com/replaced:1' },
  });
  files['base/kustomization.yaml'] = stringify({ resources: [...resources, 'config.yaml'] });
  if (plan.component !== null) {
    const { fields, files: more } = patchFiles(plan.component, apps, 'component');
    Object.assign(files, more);
    files['component/kustomization.yaml'] = stringify({
      apiVersion: 'kustomize.config.k8s.io/v1alpha1',
      kind: 'Component',
      labels: [{ pairs: { part: 'component' } }],
      ...fields,
    });
  }
  for (const [i, own] of plan.overlays.entries())
    Object.assign(files, overlayFiles(own, `overlays/${i}`, apps, plan.component !== null, id));
  return files;
}

function overlayFiles(
  plan: OverlayPlan,
  folder: string,
  apps: readonly App[],
  hasComponent: boolean,
  id: string,
): Record<string, string> {
  const usesComponent = hasComponent && plan.component;
  // What a component does to the lists is not worked out here: its overlay patches nothing by itself.
  const own = patchFiles(usesComponent ? [] : plan.patches, apps, folder);
  const [first] = apps;
  const scaled = apps.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  const kustomization = {
    resources: ['../../base'],
    ...(usesComponent ? { components: ['../../component'] } : {}),
    ...(plan.namePrefix ? { namePrefix: 'pre-' } : {}),
    ...(plan.nameSuffix ? { nameSuffix: '-suf' } : {}),
    ...(plan.namespace ? { namespace: 'shop' } : {}),
    ...(plan.labels ? { labels: [{ pairs: { env: 'prod' }, includeTemplates: true }] } : {}),
    ...(plan.images
      ? {
          images: [
            { name: SIDECARS[0]?.split(':')[0], newTag: '9' },
            { name: 'registry.example.com/main', newName: 'mirror.example.com/main' },
          ],
        }
      : {}),
    ...(plan.replicas && scaled.length > 0
      ? { replicas: scaled.map(({ name }) => ({ name, count: 3 })) }
      : {}),
    ...own.fields,
    ...(plan.replacement !== null && first !== undefined && own.touched.size === 0 && !usesComponent
      ? { replacements: [replacementFor(first, plan.replacement, id)] }
      : {}),
  };
  return { ...own.files, [`${folder}/kustomization.yaml`]: stringify(kustomization) };
}

function replacementFor(own: App, by: 'index' | 'name', id: string): object {
  const last = own.containers.length - 1;
  const step = by === 'index' ? String(last) : `[name=${own.containers[last]?.name}]`;
  return {
    source: { kind: 'ConfigMap', name: `words-${id}`, fieldPath: 'data.image' },
    targets: [
      {
        select: { kind: own.kind, name: own.name },
        fieldPaths: [[...own.path, 'containers', step, 'image'].join('.')],
      },
    ],
  };
}

/** Containers of different workloads have different names: a move is told apart by them. */
function appOf(plan: AppPlan, index: number, id: string): App {
  const containers: Container[] = Array.from({ length: plan.mains }, (_, i) => ({
    name: `main${i}-${index}`,
    image: `registry.example.com/main:1.${i}`,
  }));
  for (const [i, { image, at }] of plan.sidecars.entries())
    containers.splice(at, 0, {
      name: `agent${i}-${index}`,
      image,
      env: [{ name: 'AT', value: `${at}` }],
    });
  return {
    kind: plan.kind,
    name: `app${index}-${id}`,
    index,
    containers,
    inits: Array.from({ length: plan.inits }, (_, i) => ({
      name: `init${i}`,
      image: `registry.example.com/init:1.${i}`,
    })),
    path:
      plan.kind === 'CronJob'
        ? ['spec', 'jobTemplate', 'spec', 'template', 'spec']
        : ['spec', 'template', 'spec'],
  };
}

function objectOf({ kind, name, containers, inits }: App): object {
  const labels = { app: name };
  const isJob = kind === 'Job' || kind === 'CronJob';
  const template = {
    metadata: { labels },
    spec: {
      ...(isJob ? { restartPolicy: 'Never' } : {}),
      ...(inits.length > 0 ? { initContainers: inits } : {}),
      containers,
    },
  };
  const metadata = { name };
  switch (kind) {
    case 'Deployment':
      return {
        apiVersion: 'apps/v1',
        kind,
        metadata,
        spec: { selector: { matchLabels: labels }, template },
      };
    case 'StatefulSet':
      return {
        apiVersion: 'apps/v1',
        kind,
        metadata,
        spec: { serviceName: name, selector: { matchLabels: labels }, template },
      };
    case 'Job':
      return { apiVersion: 'batch/v1', kind, metadata, spec: { template } };
    case 'CronJob':
      return {
        apiVersion: 'batch/v1',
        kind,
        metadata,
        spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template } } },
      };
  }
}
