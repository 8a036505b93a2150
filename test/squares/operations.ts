import fc from 'fast-check';
import { type App, type Container, isLastMain } from './apps.js';

export interface OperationPlan {
  readonly op:
    | 'replace'
    | 'add-field'
    | 'remove-field'
    | 'remove'
    | 'add'
    | 'append'
    | 'test'
    | 'move'
    | 'copy-field'
    | 'move-field';
  readonly index: number;
  readonly other: number;
  readonly list: 'containers' | 'inits';
}

export const operationPlans: fc.Arbitrary<readonly OperationPlan[]> = fc.array(
  fc.record({
    op: fc.constantFrom(
      'replace',
      'replace',
      'add-field',
      'remove-field',
      'remove',
      'add',
      'append',
      'test',
      'move',
      'copy-field',
      'move-field',
    ),
    index: fc.nat(3),
    other: fc.nat(3),
    list: fc.constantFrom('containers', 'containers', 'containers', 'inits'),
  }),
  { minLength: 1, maxLength: 3 },
);

export interface Worked {
  readonly operations: readonly object[];
  /** The workloads behind them. */
  readonly apps: readonly App[];
}

/**
 * JSON patch operations for all of some workloads alike. Each is worked out on the first of them; what
 * would not apply to all is left out.
 */
export function operationsFor(plans: readonly OperationPlan[], apps: readonly App[]): Worked {
  let now = apps;
  const operations = plans.flatMap((plan, n): readonly object[] => {
    const done = now.map((app) => operationFor(plan, n, app, now));
    const [first] = done;
    const same = done.every((each) => JSON.stringify(each?.[0]) === JSON.stringify(first?.[0]));
    if (first === undefined || first === null || !same) return [];
    now = done.flatMap((each) => each?.[1] ?? []);
    return [first[0]];
  });
  const nothing = { op: 'test', path: '/kind', value: apps[0]?.kind };
  return { operations: operations.length > 0 ? operations : [nothing], apps: now };
}

/** One operation for a workload, and the workload behind it; null where there is nothing to do. */
function operationFor(
  { op, index, other, list: key }: OperationPlan,
  n: number,
  app: App,
  all: readonly App[],
): readonly [object, App] | null {
  const list = app[key];
  const field = key === 'inits' ? 'initContainers' : 'containers';
  const pointer = (...more: readonly (string | number)[]): string =>
    `/${[...app.path, field, ...more].join('/')}`;
  const shortest = Math.min(...all.map((each) => each[key].length));
  const [at, to] = [index % shortest, other % shortest];
  const here = list[at];
  const there = list[to];
  const added: Container = {
    name: `extra${n}-${all[0]?.index}`,
    image:
      n % 2 === 0 && key === 'containers' ? 'registry.example.com/extra:1' : 'fluent/fluent-bit:1',
  };
  const isThere = [...app.containers, ...app.inits].some(({ name }) => name === added.name);
  const result = (operation: object, changed: readonly Container[]): readonly [object, App] => [
    operation,
    { ...app, [key]: changed },
  ];
  if (shortest === 0 && op !== 'add') return null;
  switch (op) {
    case 'replace': {
      const image = 'registry.example.com/replaced:2';
      return result({ op, path: pointer(at, 'image'), value: image }, list);
    }
    case 'add-field':
      return result({ op: 'add', path: pointer(at, 'workingDir'), value: '/srv' }, list);
    case 'remove-field':
      if (here?.env === undefined) return null;
      return result({ op: 'remove', path: pointer(at, 'env') }, list.with(at, without(here)));
    case 'remove':
      if (here === undefined || isLastMain(here, app) || list.length === 1) return null;
      return result({ op, path: pointer(at) }, list.toSpliced(at, 1));
    case 'add':
      if (isThere) return null;
      if (shortest === 0)
        return list.length > 0 ? null : result({ op, path: pointer(), value: [added] }, [added]);
      return result({ op, path: pointer(at), value: added }, list.toSpliced(at, 0, added));
    case 'append':
      if (isThere) return null;
      return result({ op: 'add', path: pointer('-'), value: added }, [...list, added]);
    case 'test':
      return result({ op, path: pointer(at, 'name'), value: here?.name }, list);
    case 'move':
      if (here === undefined || at === to) return null;
      return result(
        { op, from: pointer(at), path: pointer(to) },
        list.toSpliced(at, 1).toSpliced(to, 0, here),
      );
    case 'copy-field':
      return result(
        { op: 'copy', from: pointer(at, 'image'), path: pointer(to, 'workingDir') },
        list,
      );
    case 'move-field':
      if (here?.env === undefined || there === undefined || at === to) return null;
      return result(
        { op: 'move', from: pointer(at, 'env'), path: pointer(to, 'env') },
        list.with(at, without(here)).with(to, { ...there, env: here.env }),
      );
  }
}

function without({ env: _, ...rest }: Container): Container {
  return rest;
}
