import fc from 'fast-check';
import { stringify } from 'yaml';
import { type App, type AppPlan, appOf, appPlans, objectOf, SIDECARS } from './apps.js';
import { type PatchPlan, patchFiles, patchPlans } from './patches.js';

/** A random tree: a base, two overlays, perhaps a component. */
export interface TreePlan {
  readonly apps: readonly AppPlan[];
  /** How the base holds its workloads: a file each, all in one, or as the items of a list. */
  readonly files: 'each' | 'one' | 'list';
  readonly component: readonly PatchPlan[] | null;
  readonly overlays: readonly [OverlayPlan, OverlayPlan];
  /** The second overlay is one of the first. */
  readonly nested: boolean;
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
  /** A replacement into a container of the first app, or a var out of it. */
  readonly replacement: 'index' | 'name' | 'file' | 'var' | null;
}

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
  replacement: fc.constantFrom('index', 'name', 'file', 'var', null, null, null, null),
});

export const treePlans: fc.Arbitrary<TreePlan> = fc.record({
  apps: fc.array(appPlans, { minLength: 1, maxLength: 3 }),
  files: fc.constantFrom('each', 'each', 'one', 'list'),
  component: fc.option(patchPlans),
  overlays: fc.tuple(overlay, overlay),
  nested: seldom,
});

type Files = Readonly<Record<string, string>>;

/** The files of a tree; every name in it ends with its id, so that many trees are rendered at once. */
export function treeFiles(plan: TreePlan, id: string): Files {
  const apps = plan.apps.map((own, i) => appOf(own, i, id));
  const component = plan.component;
  const first = overlayFiles({
    plan: plan.overlays[0],
    number: 0,
    below: null,
    apps,
    component,
    id,
  });
  const second = overlayFiles({
    plan: plan.overlays[1],
    number: 1,
    below: plan.nested ? '../0' : null,
    apps: plan.nested ? first.apps : apps,
    component,
    id,
  });
  return {
    ...baseFiles(plan, apps, id),
    ...(component === null ? {} : componentFiles(component, apps)),
    ...first.files,
    ...second.files,
  };
}

function baseFiles({ apps: plans, files: how }: TreePlan, apps: readonly App[], id: string): Files {
  const files: Record<string, string> = {};
  const written = apps.map((app, i) =>
    stringify(objectOf(app), { indentSeq: plans[i]?.indentless !== true }),
  );
  if (how === 'one') files['base/apps.yaml'] = written.join('---\n');
  if (how === 'list')
    files['base/apps.yaml'] = stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: apps.map(objectOf),
    });
  if (how === 'each')
    for (const [i, { name }] of apps.entries()) files[`base/${name}.yaml`] = written[i] ?? '';
  const resources = Object.keys(files).map((path) => path.replace('base/', ''));
  files['base/config.yaml'] = stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `words-${id}` },
    data: { image: 'registry.example.com/replaced:1' },
  });
  files['base/kustomization.yaml'] = stringify({ resources: [...resources, 'config.yaml'] });
  return files;
}

function componentFiles(plans: readonly PatchPlan[], apps: readonly App[]): Files {
  const { fields, files } = patchFiles(plans, apps, 'component');
  const component = {
    apiVersion: 'kustomize.config.k8s.io/v1alpha1',
    kind: 'Component',
    labels: [{ pairs: { part: 'component' } }],
    ...fields,
  };
  return { ...files, 'component/kustomization.yaml': stringify(component) };
}

interface OverlayRequest {
  readonly plan: OverlayPlan;
  readonly number: number;
  readonly below: string | null;
  /** As what is below has them. */
  readonly apps: readonly App[];
  readonly component: readonly PatchPlan[] | null;
  readonly id: string;
}

interface Overlay {
  readonly files: Files;
  readonly apps: readonly App[];
}

function overlayFiles({ plan, number, below, apps, component, id }: OverlayRequest): Overlay {
  const folder = `overlays/${number}`;
  const used = plan.component ? component : null;
  const met = used === null ? apps : patchFiles(used, apps, 'component').apps;
  const own = patchFiles(plan.patches, met, folder);
  const looked = lookUpOf(plan.replacement, own.apps[0], folder, `${number}-${id}`, id);
  const scaled = apps.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  const kustomization = {
    resources: [below ?? '../../base'],
    ...(used === null ? {} : { components: ['../../component'] }),
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
    ...looked.fields,
  };
  const files = { ...own.files, ...looked.files };
  return {
    files: { ...files, [`${folder}/kustomization.yaml`]: stringify(kustomization) },
    apps: own.apps,
  };
}

interface LookedUp {
  readonly fields: object;
  readonly files: Files;
}

function lookUpOf(
  by: OverlayPlan['replacement'],
  app: App | undefined,
  folder: string,
  name: string,
  id: string,
): LookedUp {
  if (by === null || app === undefined) return { fields: {}, files: {} };
  const last = app.containers.length - 1;
  const path = [...app.path, 'containers'].join('.');
  if (by === 'var') {
    const objref = { apiVersion: versionOf(app), kind: app.kind, name: app.name };
    const fieldref = { fieldpath: `${path}[${last}].image` };
    return {
      fields: { vars: [{ name: `IMAGE_${name.slice(0, 1)}`, objref, fieldref }] },
      files: {},
    };
  }
  const step = by === 'name' ? `[name=${app.containers[last]?.name}]` : String(last);
  const replacement = {
    source: { kind: 'ConfigMap', name: `words-${id}`, fieldPath: 'data.image' },
    targets: [
      { select: { kind: app.kind, name: app.name }, fieldPaths: [`${path}.${step}.image`] },
    ],
  };
  if (by !== 'file') return { fields: { replacements: [replacement] }, files: {} };
  return {
    fields: { replacements: [{ path: 'replacement.yaml' }] },
    files: { [`${folder}/replacement.yaml`]: stringify([replacement]) },
  };
}

function versionOf({ kind }: App): string {
  return kind === 'Job' || kind === 'CronJob' ? 'batch/v1' : 'apps/v1';
}
