import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MigrateOptions } from '../../src/index.js';
import { kubeTools } from '../support/kubectl.js';
import { expectSquare } from './square.js';

const ROOT = join(import.meta.dirname, '..', '..', 'fixtures', 'kustomize');

/** Cases without a square of their own, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
  'merge/native-in-its-base':
    'the pod is broken before: its overlay has the container in both lists, and the rewritten patch mends it',
  'services/labels-of-one-overlay':
    'the Service is rewritten for one overlay, and its base reads the same file; --prove knows why',
  'graph/patch-without-its-base':
    'kustomize cannot build it: the base that the patch is for is not there',
};

const cases = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('options.json'))
  .map((path) => dirname(path))
  // What changes no byte changes no render.
  .filter((name) => existsSync(join(ROOT, name, 'expected')))
  .sort();

const tools = kubeTools();

describe.skipIf(tools === null)('fixtures of kustomizations', () => {
  it.each(cases.filter((name) => WITHOUT[name] === undefined))('%s commutes', (name) => {
    const folder = join(ROOT, name);
    const options = JSON.parse(
      readFileSync(join(folder, 'options.json'), 'utf8'),
    ) as MigrateOptions;
    return expectSquare(folder, options);
  });

  it.each(Object.entries(WITHOUT))('%s has none: %s', (name) => expect(cases).toContain(name));
});
