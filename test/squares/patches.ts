import fc from 'fast-check';
import { stringify } from 'yaml';
import { type App, type Container, isJob, isLastMain } from './apps.js';
import { type OperationPlan, operationPlans, operationsFor } from './operations.js';

/** A patch in the abstract; numbers are taken modulo what there is. */
export interface PatchPlan {
  readonly app: number;
  readonly container: number;
  readonly what:
    | 'partial'
    | 'delete'
    | 'add-sidecar'
    | 'add-main'
    | 'harmless'
    | 'index'
    | 'init-partial'
    | 'init-new'
    | 'both-lists';
  readonly operations: readonly OperationPlan[];
  readonly written: 'inline' | 'file' | 'json-file' | 'json-inline' | 'documents' | 'old-field';
  /** By a target selector; a merge patch needs none. The last two may find several workloads. */
  readonly target: 'none' | 'plain' | 'pattern' | 'kind' | 'label';
}

export const patchPlans: fc.Arbitrary<readonly PatchPlan[]> = fc.array(
  fc.record({
    app: fc.nat(2),
    container: fc.nat(3),
    what: fc.constantFrom(
      'partial',
      'partial',
      'delete',
      'add-sidecar',
      'add-main',
      'harmless',
      'index',
      'index',
      'index',
      'init-partial',
      'init-new',
      'both-lists',
    ),
    operations: operationPlans,
    written: fc.constantFrom(
      'inline',
      'file',
      'json-file',
      'json-inline',
      'documents',
      'old-field',
    ),
    target: fc.constantFrom('none', 'plain', 'pattern', 'kind', 'label'),
  }),
  { maxLength: 3 },
);

export interface Patched {
  /** Fields of the kustomization. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, string>>;
  /** The workloads behind the patches. */
  readonly apps: readonly App[];
}

/** The patches of one kustomization, written out in the order in which kustomize applies them. */
export function patchFiles(
  plans: readonly PatchPlan[],
  apps: readonly App[],
  folder: string,
): Patched {
  const fields: Record<string, unknown[]> = {};
  const files: Record<string, string> = {};
  let now = apps;
  const inOrder = [...plans].sort((a, b) => turnOf(a) - turnOf(b));
  for (const [n, plan] of inOrder.entries()) {
    const chosen = now[plan.app % now.length];
    if (chosen === undefined) continue;
    const isIndex = plan.what === 'index';
    const { target, hit } = targetOf(plan, chosen, now);
    const worked = isIndex
      ? operationsFor(plan.operations, hit)
      : mergeFor(plan, target === null ? [chosen] : hit);
    const behind = new Map(worked.apps.map((app) => [app.name, app]));
    now = now.map((app) => behind.get(app.name) ?? app);
    const isJson = plan.written.startsWith('json');
    const value = 'operations' in worked ? worked.operations : worked.patch;
    const whole = isJson
      ? JSON.stringify(value, null, plan.written === 'json-file' ? 2 : 0)
      : stringify(value);
    // A file of several documents holds patches of objects that it names; this one has two of them.
    const isSeveral = plan.written === 'documents' && target === null;
    const text = isSeveral ? `# first\n---\n${stringify(harmless(chosen))}---\n${whole}` : whole;
    const inFile = ['file', 'json-file', 'documents'].includes(plan.written);
    const name = `patch-${n}-${chosen.name}.${isJson ? 'json' : 'yaml'}`;
    if (inFile) files[`${folder}/${name}`] = text;
    const body = inFile ? { path: name } : { patch: text };
    const [field, entry] =
      plan.written !== 'old-field'
        ? ['patches', target === null ? body : { ...body, target }]
        : isIndex
          ? ['patchesJson6902', { target: exactly(chosen), patch: text }]
          : ['patchesStrategicMerge', text];
    fields[field] = [...(fields[field] ?? []), entry];
  }
  return { fields, files, apps: now };
}

/** First patchesStrategicMerge, then patches, and patchesJson6902 after names have changed. */
function turnOf({ written, what }: PatchPlan): number {
  return written !== 'old-field' ? 1 : what === 'index' ? 2 : 0;
}

interface Target {
  readonly target: object | null;
  readonly hit: readonly App[];
}

function targetOf({ what, written, target }: PatchPlan, app: App, apps: readonly App[]): Target {
  const alone = { target: exactly(app), hit: [app] };
  if (written === 'old-field') return what === 'index' ? alone : { target: null, hit: [app] };
  const alike = (found: readonly App[]): readonly App[] | null =>
    found.length > 0 && found.every(({ path }) => path.length === app.path.length) ? found : null;
  switch (target) {
    case 'none':
      return what === 'index' ? alone : { target: null, hit: [app] };
    case 'plain':
      return alone;
    case 'pattern':
      return { target: { kind: app.kind, name: app.name.replace('app', 'ap+') }, hit: [app] };
    case 'kind':
      return { target: { kind: app.kind }, hit: apps.filter(({ kind }) => kind === app.kind) };
    case 'label': {
      const hit = alike(apps.filter(({ labelled }) => labelled));
      return hit === null ? alone : { target: { labelSelector: 'tier=back' }, hit };
    }
  }
}

function exactly(app: App): object {
  return { group: isJob(app) ? 'batch' : 'apps', version: 'v1', kind: app.kind, name: app.name };
}

interface Merge {
  readonly patch: object;
  readonly apps: readonly App[];
}

function harmless(app: App, pod: object = { hostNetwork: false }): object {
  return {
    apiVersion: isJob(app) ? 'batch/v1' : 'apps/v1',
    kind: app.kind,
    metadata: { name: app.name },
    ...app.path.reduceRight<object>((inner, key) => ({ [key]: inner }), pod),
  };
}

/** A merge patch for all of some workloads alike: what would be for one of them only is harmless. */
function mergeFor(plan: PatchPlan, apps: readonly App[]): Merge {
  const [app] = apps;
  if (app === undefined) throw new Error('a patch has to be for something');
  const { containers = [], inits = [] } = listsFor(plan, app);
  const wanted = [...containers, ...inits];
  const fits = (other: App): boolean =>
    wanted.every(
      ({ name, image }) =>
        nameIn(other, name) === nameIn(app, name) &&
        (image !== undefined || nameIn(app, name) !== ''),
    );
  if (!apps.every(fits)) return { patch: harmless(app), apps };
  const pod = {
    ...(inits.length > 0 ? { initContainers: inits } : {}),
    ...(containers.length > 0 ? { containers } : {}),
  };
  return {
    patch: harmless(app, wanted.length > 0 ? pod : undefined),
    apps: apps.map((each) => ({
      ...each,
      containers: merged(each.containers, containers),
      inits: merged(each.inits, inits),
    })),
  };
}

interface Item extends Partial<Container> {
  readonly name: string;
  readonly $patch?: 'delete';
}

interface Lists {
  readonly containers?: readonly Item[];
  readonly inits?: readonly Item[];
}

function listsFor({ what, container, app: number }: PatchPlan, app: App): Lists {
  const own = app.containers[container % app.containers.length];
  const init = app.inits[container % app.inits.length];
  const partial = (of: Container | undefined): readonly Item[] =>
    of === undefined
      ? []
      : [{ name: of.name, image: 'registry.example.com/patched:1', args: ['--patched'] }];
  switch (what) {
    case 'partial':
      return { containers: partial(own) };
    case 'delete':
      if (own === undefined || isLastMain(own, app)) return {};
      return { containers: [{ name: own.name, $patch: 'delete' }] };
    case 'add-sidecar':
      return {
        containers: [{ name: `added${number}-${app.index}`, image: 'fluent/fluent-bit:2' }],
      };
    case 'add-main':
      return {
        containers: [
          { name: `second${number}-${app.index}`, image: 'registry.example.com/second:1' },
        ],
      };
    case 'init-partial':
      return { inits: partial(init) };
    case 'init-new':
      return { inits: [{ name: `prepare-${app.index}`, image: 'registry.example.com/prepare:1' }] };
    case 'both-lists':
      return { containers: partial(own), inits: partial(init) };
    case 'harmless':
    case 'index':
      return {};
  }
}

function nameIn({ containers, inits }: App, wanted: string): string {
  const has = (list: readonly Container[]): boolean => list.some(({ name }) => name === wanted);
  return has(containers) ? 'containers' : has(inits) ? 'inits' : '';
}

/** kustomize puts first what a patch names. */
function merged(list: readonly Container[], patch: readonly Item[]): readonly Container[] {
  const named = patch.flatMap(({ $patch, ...item }): readonly Container[] => {
    const own = list.find(({ name }) => name === item.name);
    return $patch === 'delete' ? [] : [{ image: '', ...own, ...item }];
  });
  return [...named, ...list.filter(({ name }) => patch.every((item) => item.name !== name))];
}
