import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/index.js';

const pod = (
  kind: string,
  more: string,
  containers: string,
): string => `apiVersion: ${kind === 'Job' ? 'batch/v1' : 'apps/v1'}
kind: ${kind}
metadata: {name: shop}
spec:
  template:
    spec:
${more}      containers:
      - {name: web, image: "registry.example.com/web:1"}
${containers}`;
const PROXY = '      - {name: proxy, image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2"}\n';
const LOGS = '      - {name: logs, image: "fluent/fluent-bit:3"}\n';

async function lifeOf(text: string) {
  const outcome = await migrate(new Map([['pod.yaml', text]]), {});
  return outcome.decisions[0]?.life;
}

describe('the life of a pod in words', () => {
  it('says of a Job who keeps it running, and how it completes', async () => {
    expect(await lifeOf(pod('Job', '      restartPolicy: OnFailure\n', PROXY))).toMatchObject({
      before: 'web and proxy start together; the Job never completes: proxy keeps running',
      after: 'proxy starts, then web; the Job completes when web ends, then proxy stops',
      steps: {
        before: [
          'web and proxy start together',
          'web ends',
          'proxy keeps running: the Job never completes',
        ],
        after: ['proxy starts', 'web starts', 'web ends', 'proxy stops', 'the Job completes'],
      },
    });
  });

  it('says of a Deployment in which order it starts and stops', async () => {
    expect(await lifeOf(pod('Deployment', '', PROXY + LOGS))).toMatchObject({
      before:
        'web, proxy and logs start together; when the pod is deleted, web, proxy and logs stop together',
      after:
        'proxy starts, then logs, then web; when the pod is deleted, web stops, then logs, then proxy',
      steps: {
        before: [
          'web, proxy and logs start together',
          'the pod is deleted: web, proxy and logs stop together',
        ],
        after: [
          'proxy starts',
          'logs starts',
          'web starts',
          'the pod is deleted: web stops',
          'logs stops',
          'proxy stops',
        ],
      },
    });
  });

  it('says from which step to which a container runs', async () => {
    const job = await lifeOf(pod('Job', '      restartPolicy: OnFailure\n', PROXY));
    const bar = { remarks: [] };
    expect(job?.bars).toEqual({
      before: [
        { name: 'web', kind: 'app', from: 0, to: 1, ...bar },
        { name: 'proxy', kind: 'app', from: 0, to: null, ...bar },
      ],
      after: [
        { name: 'proxy', kind: 'sidecar', from: 0, to: 3, ...bar },
        { name: 'web', kind: 'app', from: 1, to: 2, ...bar },
      ],
    });
    const init =
      '      initContainers:\n      - {name: migrate, image: "registry.example.com/m:1"}\n';
    const hook = LOGS.replace('}\n', ', lifecycle: {preStop: {sleep: {seconds: 3}}}}\n');
    const shop = await lifeOf(pod('Deployment', init, hook));
    expect(shop?.bars.after).toEqual([
      { name: 'migrate', kind: 'init', from: 0, to: 0, ...bar },
      { name: 'logs', kind: 'sidecar', from: 1, to: 4, remarks: ['its preStop hook takes 3 s'] },
      { name: 'web', kind: 'app', from: 2, to: 3, ...bar },
    ]);
  });

  it('names init containers at their places', async () => {
    const init =
      '      initContainers:\n      - {name: migrate, image: "registry.example.com/m:1"}\n';
    expect((await lifeOf(pod('Deployment', init, LOGS)))?.after).toMatch(
      /^migrate starts, then logs, then web; /,
    );
  });

  it('says nothing where nothing moves, or names do not tell containers apart', async () => {
    expect(await lifeOf(pod('Deployment', '', ''))).toBeFalsy();
    expect(await lifeOf(pod('Deployment', '', LOGS.replace('logs', '')))).toBeFalsy();
  });
});
