import { describe, expect, it } from 'vitest';
import { printable } from '../../../src/report/escape.js';
import { JOB, MIGRATED_JOB, withRig } from '../../support/rig.js';
import { CONTROL } from './hostile.js';
import { parsedSarif, withFixes } from './sarif-log.js';
import { parsedRdjson, withSuggestions } from './suggested.js';

/** What a file may be called on Linux. */
const NAMES = [
  'a b.yaml',
  'a%20b.yaml',
  'a#b?c.yaml',
  'a:b,c=d.yaml',
  '::error::x.yaml',
  '`a``b`.yaml',
  'a|b.yaml',
  '<b>x</b>.yaml',
  '[a](b).yaml',
  '@all.yaml',
  'a\nb.yaml',
  'a\r\n::error::b.yaml',
  '\u202eabc.yaml',
  '\u001b[31mred.yaml',
  'ü 文.yaml',
  '-->.yaml',
];

const FORMATS = ['sarif', 'github', 'gitlab', 'rdjson', 'markdown'];

describe('a file with a hostile name', () => {
  it.each(NAMES)('%j is named in every format, and its fixes are made', (path) =>
    withRig({ [path]: JOB }, (rig) => {
      const args = FORMATS.flatMap((format) => ['--format', `${format}=/tmp/none/${format}`]);
      const told = args.map((word) => word.replace('/tmp/none', rig.dir));
      expect(rig.run([...told, '.'])).toMatchObject({ code: 0, out: '' });
      const texts = Object.fromEntries(FORMATS.map((format) => [format, rig.read(format)]));
      for (const text of Object.values(texts)) expect(text).not.toMatch(CONTROL);
      const input = new Map([[path, JOB]]);
      const after = [[path, MIGRATED_JOB]];
      expect([...withFixes(parsedSarif(texts.sarif ?? ''), input)]).toEqual(after);
      expect([...withSuggestions(parsedRdjson(texts.rdjson ?? ''), input)]).toEqual(after);
      const issues = JSON.parse(texts.gitlab ?? '') as { location: { path: string } }[];
      expect(issues.map(({ location }) => location.path)).toEqual([path]);
      expect(texts.github?.trimEnd().split('\n').length).toBe(1);
      expect(texts.github).toMatch(/^::warning file=[^:,]+,line=12,col=9,title=legacy-sidecar::/);
      expect(texts.markdown).toContain(printable(path));
    }),
  );
});
