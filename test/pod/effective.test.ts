import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decided } from '../support/pods.js';

const quantity = fc.constantFrom('0.1', '250m', '1', '1e1', '2', '1Gi', '512Mi', '3');

interface Sizes {
  readonly init: string;
  readonly app: string;
  readonly sidecar: string;
}

function pod({ init, app, sidecar }: Sizes, needs: string): string {
  const of = (size: string): string => `resources: {requests: {cpu: ${size}}}`;
  return `apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  initContainers:
  - {name: migrate, image: a, ${of(init)}${needs}}
  containers:
  - {name: web, image: b, ${of(app)}}
  - {name: agent, image: "fluent/fluent-bit:3", ports: [{containerPort: 2020}], ${of(sidecar)}}
`;
}

describe('what a pod asks for', () => {
  it('is the same after a move that no rule speaks of', async () => {
    const sizes = fc.record({ init: quantity, app: quantity, sidecar: quantity });
    const needs = fc.constantFrom('', ', env: [{name: URL, value: "localhost:2020"}]');
    await fc.assert(
      fc.asyncProperty(sizes, needs, async (each, need) => {
        const { pod: decision, codes } = await decided({ 'pod.yaml': pod(each, need) });
        expect(decision.state).toBe('moved');
        expect(decision.resources.length > 0).toBe(codes.includes('SM402 warn'));
        if (need === '') expect(decision.resources).toEqual([]);
      }),
      { numRuns: 200, seed: 753 },
    );
  });

  it('is given before and after where it changes', async () => {
    const text = pod(
      { init: '1', app: '250m', sidecar: '100m' },
      ', env: [{name: U, value: "localhost:2020"}]',
    );
    const { pod: decision } = await decided({ 'pod.yaml': text });
    expect(decision.resources).toEqual([{ resource: 'cpu', before: '1', after: '1100m' }]);
  });
});
