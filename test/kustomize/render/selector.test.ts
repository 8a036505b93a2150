import { describe, expect, it } from 'vitest';
import { hasLabels, selectorOf, selects } from '../../../src/kustomize/render/selector.js';
import type { ValueMap } from '../../../src/model/value.js';

const SHOP: ValueMap = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'eu-shop', labels: { app: 'shop', tier: 'web' } },
};
const NAMES = [
  { name: 'shop', namespace: '' },
  { name: 'eu-shop', namespace: 'eu' },
];

describe('a target', () => {
  it.each([
    [{ kind: 'Deployment' }, true],
    [{ kind: 'Deploy.*' }, true],
    [{ kind: 'Deploy' }, false],
    [{ name: 'shop' }, true],
    [{ name: 'eu-.*', namespace: 'eu' }, true],
    [{ name: 'sho' }, false],
    [{ name: 'shop', namespace: 'us' }, false],
    [{ name: 'shop', namespace: 'default' }, true],
    [{ group: 'apps', version: 'v1' }, true],
    [{ group: 'batch' }, false],
    [{ labelSelector: 'app=shop,tier in (web, api)' }, true],
    [{ labelSelector: 'app!=shop' }, false],
    [{ annotationSelector: 'team' }, false],
    [{ name: '(?<name>shop' }, true],
  ] as readonly [ValueMap, boolean][])('%j', (target, found) => {
    expect(selects(selectorOf(target, true), SHOP, NAMES)).toBe(found);
  });

  it('of a var is no pattern', () => {
    expect(selects(selectorOf({ name: 'sh.p' }, false), SHOP, NAMES)).toBe(false);
    expect(selects(selectorOf({ name: 'shop' }, false), SHOP, NAMES)).toBe(true);
  });
});

describe('a label selector', () => {
  it.each([
    ['', true],
    ['app', true],
    ['!app', false],
    ['!other', true],
    ['app==shop', true],
    ['app = shop , tier=web', true],
    ['tier notin (web)', false],
    ['other notin (web)', true],
    ['other!=x', true],
  ])('%j', (selector, holds) => {
    expect(hasLabels(selector, { app: 'shop', tier: 'web' })).toBe(holds);
  });
});
