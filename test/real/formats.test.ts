import { chmodSync, cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsedSarif, withFixes } from '../report/formats/sarif-log.js';
import { parsedRdjson, withSuggestions } from '../report/formats/suggested.js';
import { markdownTools } from '../support/markdown.js';
import { rig } from '../support/rig.js';
import { sarifTools } from '../support/sarif.js';

const corpus = process.env.SIDECAR_MIGRATE_CORPUS;
if (corpus === undefined)
  throw new Error('SIDECAR_MIGRATE_CORPUS names no folder: this suite runs over real files only');

const FORMATS = ['json', 'sarif', 'github', 'gitlab', 'rdjson', 'markdown'] as const;

const sarif = sarifTools();
const markdown = await markdownTools();
const own = rig();
let copy = '';

/** Every real file, with all warnings accepted: the most that can be told. */
beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'sidecar-migrate-formats-')));
  cpSync(corpus, copy, { recursive: true });
  const told = FORMATS.flatMap((format) => ['--format', `${format}=${join(own.dir, format)}`]);
  const { code, out } = own.run(['--unsafe', '--include-generated', ...told, '.'], { cwd: copy });
  expect([code, out]).toEqual([0, '']);
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
  own.end();
});

describe('formats over real files', () => {
  it.runIf(sarif !== null)('are SARIF to the validator of the standard', () => {
    expect(sarif?.validate(join(own.dir, 'sarif'))).toEqual([]);
  });

  it('have fixes and suggestions that make the bytes that --write makes', () => {
    const report = JSON.parse(own.read('json')) as { files: { path: string }[] };
    const paths = report.files.map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(20);
    const before = new Map(paths.map((path) => [path, readFileSync(join(copy, path), 'utf8')]));
    const ways = [
      withFixes(parsedSarif(own.read('sarif')), before),
      withSuggestions(parsedRdjson(own.read('rdjson')), before),
    ];
    // A corpus may be read-only, and so is what is copied of it.
    for (const path of paths) chmodSync(join(copy, path), 0o644);
    const words = ['--unsafe', '--include-generated', '--write', '--allow-dirty', '.'];
    expect(own.run(words, { cwd: copy }).code).toBe(0);
    for (const made of ways) {
      expect([...made.keys()].sort()).toEqual([...paths].sort());
      for (const [path, text] of made)
        expect(text, path).toBe(readFileSync(join(copy, path), 'utf8'));
    }
  });

  it('have a fingerprint for each finding, ten annotations of a kind, and a page that fits', async () => {
    const issues = JSON.parse(own.read('gitlab')) as { fingerprint: string }[];
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    const kinds = own.read('github').match(/^::\w+/gm) ?? [];
    for (const kind of new Set(kinds))
      expect(kinds.filter((each) => each === kind).length).toBeLessThan(11);
    const page = own.read('markdown');
    expect(Buffer.byteLength(page)).toBeLessThan(65_536);
    const pictures = (markdown?.tokens(page) ?? []).filter(({ info }) => info === 'mermaid');
    for (const { content } of pictures) await markdown?.parsePicture(content);
    expect(pictures.length === 0).toBe(markdown === null);
  });
});
