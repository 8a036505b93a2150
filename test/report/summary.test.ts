import { describe, expect, it } from 'vitest';
import { JOB, WARNED_JOB, withRig } from '../support/rig.js';

const many = (count: number, name: string, text: string) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `${name}-${i}.yaml`,
      text.replace('name: report', `name: report-${i}`),
    ]),
  );

const ROLLOUT = JOB.replace('batch/v1', 'argoproj.io/v1alpha1')
  .replace('Job', 'Rollout')
  .replace('restartPolicy: Never', 'restartPolicy: Always');
const DEPLOYMENT = ROLLOUT.replace('argoproj.io/v1alpha1', 'apps/v1').replace(
  'Rollout',
  'Deployment',
);
const WAITING = JOB.replace(
  /( +)image: gcr.io.*\n/,
  '$&$1command: [sh, -c, "/proxy & while nc -z localhost 80; do sleep 5; done; kill $!"]\n',
);

describe('the summary', () => {
  it('says what the moves are worth, most first', () =>
    withRig({ ...many(12, 'job', JOB), ...many(2, 'web', DEPLOYMENT) }, (rig) => {
      const lines = rig.run(['.']).err.split('\n');
      expect(lines.filter((line) => line.startsWith('Gain:'))).toEqual([
        'Gain: 12 Jobs that never complete today.',
        'Gain: 2 Deployments that can start before their sidecars today.',
      ]);
    }));

  it('counts what would let more pods move: flags, facts, codes and roles', () =>
    withRig(
      {
        ...many(3, 'short', WARNED_JOB),
        ...many(2, 'rollout', ROLLOUT),
        'ping.yaml': WAITING,
        'role.yaml': JOB.replace(/cloud-sql-proxy$/m, 'my-proxy').replace(/gcr.io.*/, 'x/y:1'),
      },
      (rig) => {
        const { err } = rig.run(['.']);
        const line = err.split('\n').find((each) => each.startsWith('What would let'));
        expect(line).toContain('--unsafe (5)');
        expect(line).toContain('--accept SM311 (3)');
        expect(line).toContain('environment: {argo-rollouts: ...} (2)');
        expect(line).toContain('--accept SM606 (2)');
        const pods = JSON.parse(rig.run(['--format', 'json', '.']).out).pods as {
          id: string;
          containers: { unlockedBy: string[] }[];
        }[];
        const words = (path: string) =>
          pods.find(({ id }) => id.startsWith(path))?.containers[1]?.unlockedBy;
        expect(words('ping')).toContain('--remove-workarounds');
        expect(words('role')).toContain('--sidecar my-proxy');
        expect(words('short-0')).not.toContain('--remove-workarounds');
        expect(rig.run(['--remove-workarounds', '.']).out).toContain('b/ping.yaml');
      },
    ));
});
