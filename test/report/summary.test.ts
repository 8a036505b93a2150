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

describe('comments about what goes', () => {
  const WAIT = `apiVersion: batch/v1
kind: Job
metadata: {name: report}
spec:
  template:
    spec:
      restartPolicy: Never
      # /v/done ends the proxy
      containers:
      - name: report
        image: registry.example.com/report:2.4
        command: [sh, -c, "run; touch /v/done"]
        volumeMounts:
        # for the file
        - {name: v, mountPath: /v}
      - name: cloud-sql-proxy
        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
        command: [sh, -c, "/proxy & until [ -f /v/done ]; do sleep 1; done"]
        volumeMounts: # the same
        - {name: v, mountPath: /v}
      volumes: [{name: v, emptyDir: {}}]
`;

  it('are listed where they go with it, and pointed out where they stay', () =>
    withRig({ 'job.yaml': WAIT }, (rig) => {
      const { err, out } = rig.run(['--remove-workarounds', '.']);
      expect(err).toContain('job.yaml: the comment # for the file goes with what it stands on');
      expect(err).toContain('job.yaml: the comment # the same goes with what it stands on');
      expect(err).toContain('the comment # /v/done ends the proxy stays and may speak of');
      expect(err).not.toContain('# for the file stays');
      expect(out).not.toMatch(/^[+-].*ends the proxy/m);
      const [file] = JSON.parse(
        rig.run(['--remove-workarounds', '--format', 'json', '.']).out,
      ).files;
      expect(file.removedComments).toEqual([' for the file', ' the same']);
      expect(file.staleComments).toEqual([{ line: 8, text: ' /v/done ends the proxy' }]);
    }));
});
