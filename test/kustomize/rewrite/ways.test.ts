import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/index.js';
import { agentDeployment } from '../../support/agent-pod.js';

const WEB = agentDeployment('web');

/** A base that is reached by 2^n ways: kustomize builds all of them. */
function diamonds(count: number): ReadonlyMap<string, string> {
  const files = new Map([
    ['k0/web.yaml', WEB],
    ['k0/kustomization.yaml', 'resources: [web.yaml]\n'],
  ]);
  for (let i = 1; i <= count; i++) {
    for (const side of ['a', 'b'])
      files.set(
        `${side}${i}/kustomization.yaml`,
        `namePrefix: ${side}-\nresources: [../k${i - 1}]\n`,
      );
    files.set(`k${i}/kustomization.yaml`, `resources: [../a${i}, ../b${i}]\n`);
  }
  return files;
}

/** Components that name each other twice. */
function components(count: number): ReadonlyMap<string, string> {
  const head = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n';
  const files = new Map([
    ['web.yaml', WEB],
    ['kustomization.yaml', `resources: [web.yaml]\ncomponents: [k${count}]\n`],
    ['k0/kustomization.yaml', `${head}commonAnnotations: {a: b}\n`],
  ]);
  for (let i = 1; i <= count; i++)
    files.set(`k${i}/kustomization.yaml`, `${head}components: [../k${i - 1}, ../k${i - 1}]\n`);
  return files;
}

describe('a pod that kustomizations reach by many ways', () => {
  it.each([
    ['a few diamonds', diamonds(3), 'moved'],
    ['a few components', components(3), 'moved'],
    ['thirty diamonds', diamonds(30), 'blocked'],
    ['thirty components', components(30), 'blocked'],
  ])('%s', async (_, files, state) => {
    const [decision] = (await migrate(files)).decisions;
    expect(decision?.state).toBe(state);
    if (state === 'blocked') expect(decision?.reason).toContain('more ways than can be evaluated');
  });
});
