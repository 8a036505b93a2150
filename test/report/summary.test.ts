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
      const { err } = rig.run(['.']);
      expect(err).toContain('12 Jobs never complete today; after the move they will\n');
      expect(err).toContain(
        '2 Deployments run their main containers only while their sidecars run\n',
      );
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
        expect(err).toContain('--accept SM311');
        expect(err).toContain('--accept SM606');
        expect(err).toContain('confirm with --sidecar my-proxy, or dismiss with --keep my-proxy');
        expect(err).toContain('--remove-workarounds');
        const causes = JSON.parse(rig.run(['--format', 'json', '.']).out).causes as {
          id: string;
          sidecars: number;
          ways: { words: string; sidecars: number }[];
        }[];
        expect(causes[0]).toMatchObject({
          id: 'SM311',
          sidecars: 3,
          ways: [{ words: '--accept SM311', sidecars: 3 }],
        });
        const pods = JSON.parse(rig.run(['--format', 'json', '.']).out).pods as {
          id: string;
          containers: { unlockedBy: string[] }[];
        }[];
        const words = (path: string) =>
          pods.find(({ id }) => id.startsWith(path))?.containers[1]?.unlockedBy;
        expect(words('ping')).toContain('--remove-workarounds');
        expect(words('role')).toEqual(['--sidecar my-proxy']);
        expect(words('short-0')).not.toContain('--remove-workarounds');
        expect(rig.run(['--remove-workarounds', '.']).out).toContain('b/ping.yaml');
      },
    ));
});

const MIXED = `apiVersion: v1
kind: Pod
metadata: {name: mixed}
spec:
  containers:
    - {name: app, image: "registry.example.com/app:1"}
    - {name: shipper, image: "fluent/fluent-bit:3"}
    - {name: log-helper, image: "registry.example.com/log-helper:1"}
    - name: sql
      image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
      ports: [{containerPort: 5432, hostPort: 5432}]
`;

describe('a pod of which some sidecars move', () => {
  it('is counted as such, and each of its containers is accounted for', () =>
    withRig({ 'mixed.yaml': MIXED }, (rig) => {
      const { err } = rig.run(['.']);
      expect(err).toContain('mixed.yaml:5:3  Pod mixed (in part), shipper: ');
      expect(err).toContain('log-helper: its name contains the word');
      expect(err).toContain('host port 5432/TCP of sql');
      expect(err).toContain('Plan: 1 sidecar in 1 pod (only in part) would move (1 file).');
    }));

  it('counts for --check, whatever it is to fail on', () =>
    withRig({ 'mixed.yaml': MIXED }, (rig) => {
      for (const level of ['safe', 'review', 'blocked'])
        expect(rig.run(['--check', '--fail-on', level, '.']).code).toBe(1);
    }));
});

describe('warnings that were accepted', () => {
  it('stay visible, a line a rule with its pods', () =>
    withRig({ ...many(5, 'rollout', ROLLOUT) }, (rig) => {
      const accepted = (args: readonly string[]) =>
        rig.run([...args, '.']).err.match(/^Accepted .*$/gm) ?? [];
      expect(accepted([])).toEqual([]);
      for (const words of [['--unsafe'], ['--accept', 'SM606']])
        expect(accepted(words)).toEqual([
          expect.stringMatching(
            /^Accepted SM606 in 5 pods \(rollout-0\.yaml:\d+:\d+, rollout-1\.yaml:\d+:\d+, rollout-2\.yaml:\d+:\d+, and 2 more\): /,
          ),
        ]);
      expect(accepted(['-v', '--unsafe'])[0]).toContain('rollout-4.yaml');
    }));
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
      expect(err).toContain(
        'job.yaml: the comment # for the file is removed with the lines that it is about',
      );
      expect(err).toContain(
        'job.yaml: the comment # the same is removed with the lines that it is about',
      );
      expect(err).toContain('the comment # /v/done ends the proxy stays, and may be about');
      expect(err).not.toContain('# for the file stays');
      expect(out).not.toMatch(/^[+-].*ends the proxy/m);
      const [file] = JSON.parse(
        rig.run(['--remove-workarounds', '--format', 'json', '.']).out,
      ).files;
      expect(file.removedComments).toEqual([' for the file', ' the same']);
      expect(file.staleComments).toEqual([{ line: 8, text: ' /v/done ends the proxy' }]);
    }));
});
