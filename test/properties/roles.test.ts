import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/pod/classify/classify.js';
import { podsOf, settings } from '../support/pods.js';

/** A container as a test writes it: what it is called apart from what it does. */
interface Part {
  readonly name: string;
  readonly image: string;
  readonly more: string;
}

const NAMES = ['web', 'api', 'worker', 'log-agent', 'metrics', 'proxy', 'sync', 'cache', 'helper'];
const IMAGES = [
  ...['registry.example.com/shop:1', 'registry.example.com/tools/agent:2', 'redis:7', 'nginx:1.27'],
  ...['fluent/fluent-bit:3.1', 'envoyproxy/envoy:v1.30', 'edoburu/pgbouncer:1', 'postgres:16'],
  ...['otel/opentelemetry-collector:0.1', 'quay.io/oauth2-proxy/oauth2-proxy:v7', 'busybox:1.36'],
];
const DOES = [
  ...['', 'ports: [{containerPort: 8080}]', 'ports: [{containerPort: 6379}]'],
  ...['args: ["--url=http://localhost:8080"]', 'args: ["--cache=redis://localhost:6379"]'],
  ...[
    'volumeMounts: [{name: v, mountPath: /v}]',
    'volumeMounts: [{name: v, mountPath: /v, readOnly: true}]',
  ],
  'command: [tail, -F, /v/log], volumeMounts: [{name: v, mountPath: /v}]',
  'command: [sh, -c, "while true; do pkill -HUP web; sleep 9; done"]',
];

const part = fc.record({
  name: fc.constantFrom(...NAMES),
  image: fc.constantFrom(...IMAGES),
  more: fc.constantFrom(...DOES),
});
const pods = fc.record({
  kind: fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet', 'Job'),
  parts: fc.uniqueArray(part, { minLength: 2, maxLength: 5, selector: ({ name }) => name }),
  shared: fc.boolean(),
});

interface Pod {
  readonly kind: string;
  readonly parts: readonly Part[];
  readonly shared: boolean;
}

function verdicts({ kind, parts, shared }: Pod, more = ''): ReadonlyMap<string, string> {
  const items = parts.map(
    ({ name, image, more: does }) =>
      `      - {name: ${name}, image: "${image}"${does === '' ? '' : `, ${does}`}}\n`,
  );
  const [pod] = podsOf(
    `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: shop${more}}\nspec:\n  template:\n    spec:\n      shareProcessNamespace: ${shared}\n      containers:\n${items.join('')}      volumes: [{name: v, emptyDir: {}}]\n`,
  );
  if (pod === undefined) throw new Error('the text holds no pod');
  const roles = classify(pod, settings());
  return new Map(pod.containers.map(({ name }, i) => [name, roles[i]?.verdict ?? '']));
}

/** The same pods for every commit; another number explores. */
const SEED = Number(process.env.STYLE_SEED ?? 753);

const RUNS = { numRuns: 1500, seed: SEED };
const NO_ORDER = new Map([
  ['app', 0],
  ['likely', 1],
  ['sure', 2],
]);

describe('roles of generated pods', () => {
  it('do not depend on the order of containers', () => {
    fc.assert(
      fc.property(pods, (pod) => {
        const turned = { ...pod, parts: [...pod.parts].reverse() };
        expect(new Map([...verdicts(turned)].sort())).toEqual(new Map([...verdicts(pod)].sort()));
      }),
      RUNS,
    );
  });

  it('are the same through a mirror, with a digest, and in another namespace', () => {
    const digest = `@sha256:${'a'.repeat(64)}`;
    fc.assert(
      fc.property(pods, (pod) => {
        const parts = pod.parts.map((each) => ({
          ...each,
          image: `mirror.example.com:5000/${each.image}${digest}`,
        }));
        expect(verdicts({ ...pod, parts }, ', namespace: other')).toEqual(verdicts(pod));
      }),
      RUNS,
    );
  });

  it('take only the evidence of a name with them when it goes', () => {
    fc.assert(
      fc.property(pods, fc.nat(4), (pod, at) => {
        const index = at % pod.parts.length;
        const own = pod.parts[index];
        // A name that is looked for in the processes of the pod is more than a name.
        if (own === undefined || own.name === 'web') return;
        const parts = pod.parts.map((each, i) =>
          i === index ? { ...each, name: 'neutral' } : each,
        );
        const before = NO_ORDER.get(verdicts(pod).get(own.name) ?? '') ?? 0;
        const after = NO_ORDER.get(verdicts({ ...pod, parts }).get('neutral') ?? '') ?? 0;
        // It can lose a word, or one that spoke for its own sake; it never becomes surer by a word less.
        if (!/^(?:web|api|worker)$/.test(own.name)) expect(after).toBeLessThanOrEqual(before);
      }),
      RUNS,
    );
  });

  it('are never an application and a sidecar for two that look alike', () => {
    fc.assert(
      fc.property(pods, fc.nat(4), (pod, at) => {
        const own = pod.parts[at % pod.parts.length];
        if (own === undefined) return;
        const alike = verdicts({
          ...pod,
          parts: [...pod.parts, { ...own, name: `${own.name}-2` }],
        });
        const both = [alike.get(own.name), alike.get(`${own.name}-2`)].sort().join(' ');
        expect(both).not.toBe('app sure');
      }),
      RUNS,
    );
  });
});
