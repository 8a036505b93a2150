import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/index.js';
import { withRig } from '../support/rig.js';
import { codeOf, start } from '../support/started.js';

const POD = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ledger-N
spec:
  template:
    metadata:
      labels: {app: ledger-N}
    spec:
      containers:
      - name: ledger
        image: registry.example.com/ledger:N
      - name: shipper
        image: fluent/fluent-bit:3.1
`;

const pods = (count: number, write: (pod: string) => string): string =>
  Array.from({ length: count }, (_, i) => write(POD.replaceAll('N', String(i)))).join('');

const listOf = (count: number): string =>
  `apiVersion: v1\nkind: List\nitems:\n${pods(count, (pod) => `- ${pod.replace(/\n(?=.)/g, '\n  ')}`)}`;

/** What grows, by a number that makes it large enough to be measured. */
const GROWING: readonly (readonly [name: string, count: number, make: (n: number) => string])[] = [
  ['items of a List', 120, listOf],
  ['documents of a stream', 120, (n) => pods(n, (pod) => `---\n${pod}`)],
  [
    'objects of a List in JSON',
    120,
    (n) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: Array.from({ length: n }, (_, i) => ({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: `p${i}` },
          spec: {
            containers: [
              { name: 'a', image: 'b' },
              { name: 's', image: 'fluent-bit' },
            ],
          },
        })),
      }),
  ],
  [
    'blank lines',
    30_000,
    (n) => POD.replace('      - name: s', `${'\n'.repeat(n)}      - name: s`),
  ],
  [
    'comment lines',
    20_000,
    (n) => POD.replace('      - name: s', `${'      # note\n'.repeat(n)}      - name: s`),
  ],
  [
    'items of a list in brackets',
    10_000,
    (n) => POD.replace('ledger:N', `ledger:1\n        args: [${'a, '.repeat(n)}b]`),
  ],
];

describe('what is large', () => {
  it.each(GROWING)('costs by its size and not by its square: %s', async (_, count, make) => {
    await cost(make(count >> 2));
    const half = await cost(make(count));
    expect(await cost(make(count * 2))).toBeLessThan(half * 3);
  });

  it('is said to be too much where containers would be compared with each other', async () => {
    const many = Array.from({ length: 2000 }, (_, i) => `  - {name: c${i}, image: "i${i}"}\n`);
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n${many.join('')}`;
    const { decisions, files } = await migrate(new Map([['a.yaml', text]]), {});
    expect(files).toEqual([]);
    expect(decisions[0]?.state).toBe('blocked');
    expect(decisions[0]?.reason).toContain('2000 containers');
  });

  it('hears a signal while it computes', () =>
    withRig({ 'list.yaml': listOf(3000) }, async (rig) => {
      const run = start(rig.dir, ['.']);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const sent = performance.now();
      run.child.kill('SIGINT');
      expect(await codeOf(run)).toBe(130);
      expect(performance.now() - sent).toBeLessThan(3000);
    }));
});

/** Processor time in milliseconds: other work of the machine does not count. */
async function cost(text: string): Promise<number> {
  const before = process.cpuUsage();
  const { failures } = await migrate(new Map([['a.yaml', text]]), { sidecar: ['shipper'] });
  expect(failures).toEqual([]);
  return process.cpuUsage(before).user / 1000;
}
