import { describe, expect, it } from 'vitest';
import { ANY, PathTree } from '../../../src/helm/resolve/path-tree.js';

describe('a tree of paths', () => {
  const tree = new PathTree([
    'apps/web/values-prod.yaml',
    'apps/api/values-prod.yaml',
    'apps/web/values-test.yaml',
    'apps/web/more/values-prod.yaml',
    'values.yaml',
    '../up/values-prod.yaml',
  ]);

  it.each([
    ['apps/web', `values-${ANY}.yaml`, ['apps/web/values-prod.yaml', 'apps/web/values-test.yaml']],
    ['apps', `${ANY}/values-prod.yaml`, ['apps/web/values-prod.yaml', 'apps/api/values-prod.yaml']],
    [
      '.',
      `apps/w${ANY}/values-${ANY}.yaml`,
      ['apps/web/values-prod.yaml', 'apps/web/values-test.yaml'],
    ],
    ['.', `${ANY}.yaml`, ['values.yaml']],
    ['..', `up/values-${ANY}.yaml`, ['../up/values-prod.yaml']],
    ['.', `val${ANY}u${ANY}${ANY}.yaml`, ['values.yaml']],
    ['.', `values${ANY}s.yaml`, []],
    ['.', `apps/values-${ANY}.yaml`, []],
    ['.', `apps/web/values+${ANY}.yaml`, []],
  ])('finds below %s what %j fits, in the order of the paths', (base, pattern, paths) => {
    expect(tree.fitting(base, pattern)).toEqual(paths);
    expect(tree.fitting(base, pattern)).toEqual(paths);
  });
});
