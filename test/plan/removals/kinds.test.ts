import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { migrate } from '../../../src/index.js';

const KINDS = [
  ['batch/v1', 'Job', 'Never'],
  ['batch/v1', 'Job', 'OnFailure'],
  ['batch/v1', 'CronJob', 'Never'],
  ['batch/v1', 'CronJob', 'OnFailure'],
  ['apps/v1', 'Deployment', 'Always'],
  ['apps/v1', 'StatefulSet', 'Always'],
  ['v1', 'Pod', 'Never'],
  ['v1', 'Pod', 'OnFailure'],
  ['v1', 'Pod', 'Always'],
] as const;

/** Scripts of an application and of its proxy, and the application's without the workaround. */
const WORKAROUNDS = [
  ['SM901', 'run; touch /v/done', 'until [ -f /v/done ]; do sleep 1; done', 'run; true'],
  [
    'SM902',
    'run',
    'while [ $(stat -c %s /v/log) != "$s" ]; do s=$(stat -c %s /v/log); done',
    'run',
  ],
  ['SM903', 'run', 'while nc -z localhost 8080; do sleep 5; done', 'run'],
] as const;

const cases = KINDS.flatMap((kind) => WORKAROUNDS.map((own) => [...kind, ...own] as const));

/** The path of a pod spec in an object of a kind. */
function wrapped(kind: string, spec: object): object {
  if (kind === 'Pod') return spec;
  const template = { template: { spec } };
  return kind === 'CronJob' ? { jobTemplate: { spec: template } } : template;
}

function podSpec(object: { kind: string; spec: never }): Record<string, never> {
  const { kind, spec } = object as { kind: string; spec: Record<string, Record<string, never>> };
  const from = kind === 'CronJob' ? (spec.jobTemplate?.spec as unknown as typeof spec) : spec;
  return kind === 'Pod' ? (spec as never) : (from.template?.spec as never);
}

describe('workarounds of every kind and restart policy', () => {
  it.each(cases)(
    '%s %s, %s: %s',
    async (apiVersion, kind, restartPolicy, code, app, wait, left) => {
      const volumeMounts = [{ name: 'v', mountPath: '/v' }];
      const spec = {
        restartPolicy,
        containers: [
          {
            name: 'web',
            image: 'registry.example.com/web:1',
            command: ['sh', '-c', app],
            ports: [{ containerPort: 8080 }],
            volumeMounts,
          },
          {
            name: 'agent',
            image: 'fluent/fluent-bit:3.1',
            command: ['sh', '-c', `fluent-bit -c /etc/agent.yaml & ${wait}; kill $!`],
            volumeMounts,
          },
        ],
        volumes: [{ name: 'v', emptyDir: {} }],
      };
      const object = { apiVersion, kind, metadata: { name: 'shop' }, spec: wrapped(kind, spec) };
      const input = new Map([['shop.json', JSON.stringify(object, null, 2)]]);
      const plain = await migrate(input);
      const findings = plain.decisions[0]?.containers.flatMap((entry) => entry.findings) ?? [];
      expect(findings.map((finding) => finding.code)).toContain(code);
      expect(plain.files).toEqual([]);
      const outcome = await migrate(input, { removeWorkarounds: true });
      expect([outcome.failures, outcome.files.length]).toEqual([[], 1]);
      const after = podSpec(parse(outcome.files[0]?.after ?? ''));
      expect(after).toMatchObject({
        restartPolicy,
        containers: [{ name: 'web', command: ['sh', '-c', left] }],
        initContainers: [
          {
            name: 'agent',
            restartPolicy: 'Always',
            command: ['sh', '-c', 'exec fluent-bit -c /etc/agent.yaml'],
          },
        ],
      });
    },
  );
});
