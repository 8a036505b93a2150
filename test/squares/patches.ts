import fc from 'fast-check';
import { stringify } from 'yaml';
import type { App } from './tree.js';

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
}

/** A patch in the abstract; numbers are taken modulo what there is. */
export interface PatchPlan {
  readonly app: number;
  readonly container: number;
  readonly what: 'partial' | 'delete' | 'add-sidecar' | 'add-main' | 'harmless' | 'index';
  readonly operations: readonly OperationPlan[];
  readonly written: 'inline' | 'file' | 'json-file' | 'json-inline' | 'old-field';
  /** By a target selector, as a regular expression or plain; a merge patch needs none. */
  readonly target: 'none' | 'plain' | 'pattern';
}

interface OperationPlan {
  readonly op: 'replace' | 'add-field' | 'remove-field' | 'remove' | 'add' | 'append' | 'test';
  readonly index: number;
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
    ),
    operations: fc.array(
      fc.record({
        op: fc.constantFrom(
          'replace',
          'add-field',
          'remove-field',
          'remove',
          'add',
          'append',
          'test',
        ),
        index: fc.nat(3),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    written: fc.constantFrom('inline', 'file', 'json-file', 'json-inline', 'old-field'),
    target: fc.constantFrom('none', 'plain', 'pattern'),
  }),
  { maxLength: 2 },
);

export interface Patched {
  /** Fields of the kustomization. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, string>>;
  /** Names of the workloads that a patch changes. */
  readonly touched: ReadonlySet<string>;
}

/**
 * The patches of one kustomization, written out. Each workload gets one patch at most, so that every
 * index and every `test` is right by what the base says.
 */
export function patchFiles(
  plans: readonly PatchPlan[],
  apps: readonly App[],
  folder: string,
): Patched {
  const fields: Record<string, unknown[]> = {};
  const files: Record<string, string> = {};
  const touched = new Set<string>();
  const put = (field: string, entry: unknown): void => {
    fields[field] = [...(fields[field] ?? []), entry];
  };
  for (const plan of plans) {
    const app = apps[plan.app % apps.length];
    if (app === undefined || touched.has(app.name)) continue;
    touched.add(app.name);
    const isIndex = plan.what === 'index';
    const value = isIndex ? operationsFor(plan, app) : mergeFor(plan, app);
    const isJson = plan.written.startsWith('json');
    const text = isJson
      ? JSON.stringify(value, null, plan.written === 'json-file' ? 2 : 0)
      : stringify(value);
    const inFile = plan.written === 'file' || plan.written === 'json-file';
    const name = `patch-${app.name}.${isJson ? 'json' : 'yaml'}`;
    if (inFile) files[`${folder}/${name}`] = text;
    const body = inFile ? { path: name } : { patch: text };
    const group = app.kind === 'Job' || app.kind === 'CronJob' ? 'batch' : 'apps';
    const target = { group, version: 'v1', kind: app.kind, name: app.name };
    if (plan.written === 'old-field' && !isIndex) put('patchesStrategicMerge', text);
    else if (plan.written === 'old-field') put('patchesJson6902', { target, patch: text });
    else if (plan.target === 'none' && !isIndex) put('patches', body);
    else if (plan.target === 'pattern')
      put('patches', { ...body, target: { kind: app.kind, name: app.name.replace('app', 'ap+') } });
    else put('patches', { ...body, target });
  }
  return { fields, files, touched };
}

function mergeFor(plan: PatchPlan, app: App): object {
  const container = app.containers[plan.container % app.containers.length];
  const isMain = container?.name.startsWith('main') === true;
  const mains = app.containers.filter(({ name }) => name.startsWith('main')).length;
  const item = (): object => {
    if (plan.what === 'add-sidecar')
      return { name: `added-${app.index}`, image: 'fluent/fluent-bit:2' };
    if (plan.what === 'add-main')
      return { name: `second-${app.index}`, image: 'registry.example.com/second:1' };
    // Without its last application there would be no pod.
    if (plan.what === 'delete' && !(isMain && mains === 1))
      return { name: container?.name, $patch: 'delete' };
    return { name: container?.name, image: 'registry.example.com/patched:1', args: ['--patched'] };
  };
  const pod = plan.what === 'harmless' ? { hostNetwork: false } : { containers: [item()] };
  const spec = app.path.reduceRight<object>((inner, key) => ({ [key]: inner }), pod);
  const isJob = app.kind === 'Job' || app.kind === 'CronJob';
  return {
    apiVersion: isJob ? 'batch/v1' : 'apps/v1',
    kind: app.kind,
    metadata: { name: app.name },
    ...spec,
  };
}

/** JSON patch operations that all apply, worked out on the list as they change it. */
function operationsFor({ operations }: PatchPlan, app: App): readonly object[] {
  const list: Container[] = [...app.containers];
  const envs = new Set(list.filter(({ env }) => env !== undefined).map(({ name }) => name));
  const pointer = (...more: readonly (string | number)[]): string =>
    `/${[...app.path, 'containers', ...more].join('/')}`;
  const done = operations.flatMap(({ op, index }, n) => written(op, index, n));
  return done.length > 0 ? done : [{ op: 'test', path: '/kind', value: app.kind }];

  function written(op: OperationPlan['op'], index: number, n: number): readonly object[] {
    const at = index % list.length;
    const here = list[at];
    if (here === undefined) return [];
    const added = {
      name: `extra${n}-${app.index}`,
      image: n % 2 === 0 ? 'registry.example.com/extra:1' : 'fluent/fluent-bit:1',
    };
    const isLastMain =
      here.name.startsWith('main') &&
      list.filter(({ name }) => name.startsWith('main')).length === 1;
    switch (op) {
      case 'replace':
        list[at] = { ...here, image: 'registry.example.com/replaced:2' };
        return [
          { op: 'replace', path: pointer(at, 'image'), value: 'registry.example.com/replaced:2' },
        ];
      case 'add-field':
        return [{ op: 'add', path: pointer(at, 'workingDir'), value: '/srv' }];
      case 'remove-field':
        if (!envs.delete(here.name)) return [];
        return [{ op: 'remove', path: pointer(at, 'env') }];
      case 'remove':
        if (isLastMain || list.length === 1) return [];
        list.splice(at, 1);
        return [{ op: 'remove', path: pointer(at) }];
      case 'add':
        list.splice(at, 0, added);
        return [{ op: 'add', path: pointer(at), value: added }];
      case 'append':
        list.push(added);
        return [{ op: 'add', path: pointer('-'), value: added }];
      case 'test':
        return [{ op: 'test', path: pointer(at, 'name'), value: here.name }];
    }
  }
}
