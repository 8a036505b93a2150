import { expect, it } from 'vitest';
import { migrate } from '../../../src/index.js';
import type { Pod } from '../../../src/model/pod.js';
import { candidatesFor, plannedOf } from '../../../src/prove/renders/planned.js';
import { podsOf } from '../../support/pods.js';

/** One workload, with a sidecar that moves or one that its comment keeps. */
function web(namespace: string, moves: boolean): string {
  const space = namespace === '' ? '' : `, namespace: ${namespace}`;
  const keep = moves ? '' : '      # sidecar-migrate: keep\n';
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: web${space}}
spec:
  template:
    spec:
      containers:
      - {name: web, image: "registry.example.com/web:1"}
${keep}      - {name: agent, image: "fluent/fluent-bit:3"}
`;
}

function rendered(text: string): Pod {
  const [pod] = podsOf(text);
  if (pod === undefined) throw new Error('the text holds no pod');
  return pod;
}

/** Whether each candidate for the workload of a namespace has something that moves. */
async function movesFor(
  files: Readonly<Record<string, string>>,
  namespace: string,
): Promise<readonly boolean[]> {
  const outcome = await migrate(new Map(Object.entries(files)), { unsafe: true });
  const plans = plannedOf(outcome, (path) => path);
  return candidatesFor(rendered(web(namespace, true)), plans).map(({ moved }) => moved.size > 0);
}

it('a workload of another namespace is another one, whatever it is called', async () => {
  const files = { 'a.yaml': web('a', true), 'b.yaml': web('b', false) };
  expect(await movesFor(files, 'a')).toEqual([true]);
  expect(await movesFor(files, 'b')).toEqual([false]);
});

it('the namespace that a kustomization gives counts, and not the one that is written', async () => {
  const files = {
    'a/kustomization.yaml': 'namespace: live\nresources: [web.yaml]\n',
    'a/web.yaml': web('a', true),
    'b/kustomization.yaml': 'namespace: next\nresources: [web.yaml]\n',
    'b/web.yaml': web('a', false),
  };
  expect(await movesFor(files, 'live')).toEqual([true]);
  expect(await movesFor(files, 'next')).toEqual([false]);
});

it('where no plan is of that namespace, all of them may be', async () => {
  const files = { 'a.yaml': web('a', true), 'b.yaml': web('b', false) };
  expect(await movesFor(files, 'c')).toEqual([true, false]);
});
