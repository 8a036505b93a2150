import Ajv from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/index.js';
import { renderGitlab } from '../../../src/report/formats/gitlab.js';
import { JOB, WARNED_JOB, withRig } from '../../support/rig.js';
import { CONTROL, hostileFiles } from './hostile.js';
import { toldOf } from './told.js';

/** What GitLab asks of a Code Quality report (docs.gitlab.com/ci/testing/code_quality, "Code Quality report format"). */
const SHAPE = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', pattern: '^(SM\\d{3}|[a-z-]+)$' },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{16}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        additionalProperties: false,
        properties: {
          path: { type: 'string', pattern: '^(?!\\./|/)' },
          lines: {
            type: 'object',
            required: ['begin'],
            additionalProperties: false,
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
};

const validate = new Ajv.default().compile(SHAPE);

describe('Code Quality for GitLab', () => {
  it('has the shape that GitLab reads, and each finding once', () =>
    withRig({ 'a/job.yaml': JOB, 'b/job.yaml': JOB, 'warned.yaml': WARNED_JOB }, (rig) => {
      const { code } = rig.run([
        '--format',
        'gitlab=gl-code-quality-report.json',
        './a',
        'b',
        'warned.yaml',
      ]);
      expect(code).toBe(0);
      const report = JSON.parse(rig.read('gl-code-quality-report.json')) as {
        fingerprint: string;
        location: { path: string };
      }[];
      expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
      expect(report.map(({ location }) => location.path)).toEqual([
        'a/job.yaml',
        'b/job.yaml',
        'warned.yaml',
      ]);
      expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(3);
    }));

  it('is an empty list where nothing is found', () =>
    withRig({ 'a.yaml': 'a: 1\n' }, (rig) => {
      expect(rig.run(['--format', 'gitlab', '.']).out).toBe('[]\n');
    }));

  it('takes hostile names for text', async () => {
    const { text } = renderGitlab(toldOf(await migrate(hostileFiles())));
    expect(validate(JSON.parse(text))).toBe(true);
    expect(text).not.toMatch(CONTROL);
    expect(new Set(text.match(/"fingerprint": "\w+"/g)).size).toBe(
      text.match(/"fingerprint"/g)?.length,
    );
  });
});
