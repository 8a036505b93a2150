import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/index.js';
import { renderSarif } from '../../../src/report/formats/sarif.js';
import { JOB, type Rig, WARNED_JOB, withRig } from '../../support/rig.js';
import { sarifTools } from '../../support/sarif.js';
import { CONTROL, HOSTILE, hostileFiles } from './hostile.js';
import { parsedSarif, type SarifLog, type SarifResult, withFixes } from './sarif-log.js';
import { toldOf } from './told.js';

const tools = sarifTools();

/** A native sidecar whose probe waits for the application, a broken comment, and something to move. */
const MIXED: Readonly<Record<string, string>> = {
  'a job.yaml': JOB,
  'warned/job.yaml': WARNED_JOB.replace('name: report', 'name: warned'),
  'comment.yaml': `# sidecar-migrate: please move\n${JOB.replace('name: report', 'name: other')}`,
  'broken.yaml': JOB.replace('spec:', 'spec: ['),
};

function sarifOf(rig: Rig, args: readonly string[] = [], cwd = rig.dir): SarifLog {
  return parsedSarif(rig.run(['--format', 'sarif', ...args], { cwd }).out);
}

function resultsOf({ runs }: SarifLog): readonly SarifResult[] {
  return runs[0].results;
}

describe('SARIF', () => {
  it.runIf(tools !== null)(
    'is valid: by the schema and by the validator of its authors',
    async () => {
      const schema = JSON.parse(readFileSync(tools?.schema ?? '', 'utf8')) as object;
      const ajv = new Ajv.default({ strict: false, validateFormats: false });
      const validate = ajv.compile(schema);
      await withRig(MIXED, (rig) => {
        expect(rig.run(['--format', 'sarif=out.sarif', '.']).out).toBe('');
        const log = parsedSarif(rig.read('out.sarif'));
        expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
        expect(tools?.validate(join(rig.dir, 'out.sarif'))).toEqual([]);
        expect(validate({ ...log, more: 1 })).toBe(false);
        rig.write('bad.sarif', JSON.stringify({ ...log, more: 1 }));
        expect(tools?.validate(join(rig.dir, 'bad.sarif'))).not.toEqual([]);
      });
      const hostile = await migrate(hostileFiles());
      await withRig({ 'hostile.sarif': renderSarif(toldOf(hostile)).text }, (rig) => {
        expect(validate(parsedSarif(rig.read('hostile.sarif')))).toBe(true);
        expect(tools?.validate(join(rig.dir, 'hostile.sarif'))).toEqual([]);
      });
    },
  );

  it('has rules with help and links, and a level for each result', () =>
    withRig(MIXED, (rig) => {
      const { tool, results } = sarifOf(rig).runs[0];
      const ids = tool.driver.rules.map(({ id }) => id);
      expect(ids).toEqual(['SM311', 'comment-not-understood', 'file-not-read', 'legacy-sidecar']);
      for (const { help, helpUri } of tool.driver.rules) {
        expect(help.text.length).toBeGreaterThan(20);
        expect(helpUri).toMatch(/^https:\/\/github\.com\//);
      }
      for (const { ruleId } of results) expect(ids).toContain(ruleId);
    }));

  it('names files as git does, also below the root, with what is no URI escaped', () =>
    withRig({ 'deep/a job.yaml': JOB }, (rig) => {
      rig.git('init', '-q');
      const [result] = resultsOf(sarifOf(rig, [], join(rig.dir, 'deep')));
      expect(result?.locations[0].physicalLocation).toMatchObject({
        artifactLocation: { uri: 'deep/a%20job.yaml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 12, startColumn: 9 },
      });
    }));

  it('has fixes that make the bytes that --write makes', () =>
    withRig({ ...MIXED, 'crlf.yaml': JOB.replaceAll('\n', '\r\n') }, (rig) => {
      const log = sarifOf(rig, ['--accept', 'SM311']);
      const texts = new Map(
        ['a job.yaml', 'warned/job.yaml', 'crlf.yaml'].map((p) => [p, rig.read(p)]),
      );
      const fixed = withFixes(log, texts);
      rig.run(['--accept', 'SM311', '--write', '--allow-dirty', '.']);
      expect([...fixed.keys()].sort()).toEqual([...texts.keys()].sort());
      for (const [path, text] of fixed) expect(text).toBe(rig.read(path));
    }));

  it('says of one change once what to edit', async () => {
    const two =
      JOB + JOB.slice(JOB.indexOf('      - name: cloud')).replace('cloud-sql-proxy', 'other');
    const outcome = await migrate(new Map([['job.yaml', two]]));
    expect(outcome.counts.containers.moved).toBe(2);
    const results = resultsOf(parsedSarif(renderSarif(toldOf(outcome)).text));
    expect(results.map(({ fixes = [] }) => fixes.length)).toEqual([1, 0]);
    expect(results[1]?.message.text).toContain('the fix at job.yaml:12 moves it');
  });

  it('has fingerprints that survive moved lines, another layout and another name of the file', async () => {
    const printsOf = async (path: string, text: string): Promise<readonly unknown[]> => {
      const outcome = await migrate(new Map([[path, text]]));
      const log = parsedSarif(renderSarif(toldOf(outcome)).text);
      return resultsOf(log).map((result) => result.partialFingerprints);
    };
    const prints = await printsOf('job.yaml', WARNED_JOB);
    expect(prints.length).toBe(1);
    expect(await printsOf('job.yaml', `# one\n\n# two\n${WARNED_JOB}`)).toEqual(prints);
    expect(await printsOf('other/name.yaml', WARNED_JOB)).toEqual(prints);
    expect(await printsOf('job.yaml', WARNED_JOB.replace('batch/v1', '"batch/v1"'))).toEqual(
      prints,
    );
    expect(await printsOf('job.yaml', WARNED_JOB.replace('name: report', 'name: r2'))).not.toEqual(
      prints,
    );
    expect(await printsOf('job.yaml', JOB)).not.toEqual(prints);
    const both = await printsOf('job.yaml', `${JOB}---\n${JOB}`);
    expect(new Set(both.map((print) => JSON.stringify(print))).size).toBe(2);
  });

  it('says after --write what is left, where it stands now', () =>
    withRig({ 'jobs.yaml': `${JOB}---\n${WARNED_JOB}` }, (rig) => {
      const args = ['--write', '--allow-dirty', '--format', 'sarif', '.'];
      const results = resultsOf(parsedSarif(rig.run(args).out));
      expect(results.map(({ ruleId }) => ruleId)).toEqual(['SM311']);
      const { startLine } = results[0]?.locations[0].physicalLocation.region ?? { startLine: 0 };
      expect(rig.read('jobs.yaml').split('\n')[startLine - 1]).toContain('name: cloud-sql-proxy');
      expect(resultsOf(sarifOf(rig))).toEqual(results);
    }));

  it('shows hostile names as text', async () => {
    const { text } = renderSarif(toldOf(await migrate(hostileFiles())));
    expect(text).not.toMatch(CONTROL);
    const messages = resultsOf(parsedSarif(text)).map(({ message }) => message.text);
    expect(messages.length).toBeGreaterThanOrEqual(2 * HOSTILE.length);
    for (const message of messages) {
      // 3.11.6: a link is [text](target), and only what is not escaped.
      expect(message.replace(/\\[\\[\]]/g, '')).not.toMatch(/[[\]\\]/);
      expect(message.replace(/\{\{|\}\}/g, '')).not.toMatch(/[{}]/);
    }
  });
});
