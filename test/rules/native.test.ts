import { describe, expect, it } from 'vitest';
import { decided } from '../support/pods.js';
import { withRig } from '../support/rig.js';

const POD = (init: string, app = ''): string => `apiVersion: batch/v1
kind: Job
metadata: {name: report}
spec:
  template:
    spec:
      restartPolicy: Never
      initContainers:
      - {name: proxy, image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2"${init}}
      containers:
      - {name: report, image: "registry.example.com/report:1", ports: [{containerPort: 8080}]${app}}
      - {name: other, image: "registry.example.com/other:1"}
`;
const ALWAYS = ', restartPolicy: Always';
const quits = `${ALWAYS}, lifecycle: {preStop: {exec: {command: [/cloud-sql-proxy, shutdown]}}}`;

describe('a sidecar that is native already', () => {
  it.each([
    ['SM304 warn', quits, ALWAYS],
    [
      'SM204 block',
      `${ALWAYS}, startupProbe: {httpGet: {port: 8080}}`,
      `${ALWAYS}, startupProbe: {httpGet: {port: 9090}}`,
    ],
    ['SM907 warn', `${ALWAYS}, args: [--quitquitquit]`, `${ALWAYS}, args: [--port=5432]`],
    ['SM103 warn', '', ALWAYS],
    ['SM103 warn', ', args: ["p:r:i"]', ', args: [--version]'],
  ])('%s', async (code, wrong, right) => {
    const options = { unsafe: false };
    const hit = await decided({ 'job.yaml': POD(wrong) }, options);
    expect(hit.codes).toContain(code);
    expect(hit.pod.reason).toContain(code.slice(0, 5));
    expect(hit.pod.change).toBe(null);
    expect((await decided({ 'job.yaml': POD(right) }, options)).codes).not.toContain(code);
  });

  it('keeps its hook, and the finding about it, with --remove-workarounds', async () => {
    const hit = await decided({ 'job.yaml': POD(quits) }, { removeWorkarounds: true });
    expect([hit.codes.includes('SM304 warn'), hit.pod.change]).toEqual([true, null]);
  });

  it('is reported, and counts for --fail-on', () =>
    withRig({ 'job.yaml': POD(quits) }, (rig) => {
      const { code, err } = rig.run(['--check', '.']);
      expect(code).toBe(0);
      expect(err).toContain('SM304');
      expect(rig.run(['--check', '--fail-on', 'blocked', '.']).code).toBe(1);
      rig.write('job.yaml', POD(ALWAYS));
      expect(rig.run(['--check', '--fail-on', 'blocked', '.']).code).toBe(0);
      rig.write('job.yaml', POD(''));
      expect(rig.run(['--check', '--fail-on', 'review', '.']).code).toBe(1);
      expect(rig.run(['--check', '--fail-on', 'review', '--accept', 'SM103', '.']).code).toBe(0);
    }));
});
