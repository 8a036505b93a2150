import { expect, it } from 'vitest';
import { migrate } from '../../../src/index.js';
import { renderRdjson } from '../../../src/report/formats/rdjson.js';
import { renderSarif } from '../../../src/report/formats/sarif.js';
import { casesOf, inputOf, optionsOf } from '../../fixtures/cases.js';
import { parsedSarif, withFixes } from './sarif-log.js';
import { parsedRdjson, withSuggestions } from './suggested.js';
import { toldOf } from './told.js';

/** Every so many cases: all of them take as long as the fixtures themselves. */
const STEP = 4;

const CASES = ['manifest', 'tree', 'kustomize', 'helm-values', 'cdk8s'].flatMap((format) =>
  casesOf(format).filter((_, i) => i % STEP === 0),
);

/** What each way of telling edits makes of the files of a case. */
it('fixes and suggestions make the bytes that a run would write, in every fourth fixture', async () => {
  let changed = 0;
  for (const name of CASES) {
    const input = inputOf(name);
    const outcome = await migrate(input, { ...optionsOf(name), unsafe: true });
    const written = new Map(outcome.files.map(({ path, after }) => [path, after]));
    changed += written.size;
    const told = toldOf(outcome);
    expect(withFixes(parsedSarif(renderSarif(told).text), input), name).toEqual(written);
    const suggested = withSuggestions(parsedRdjson(renderRdjson(told).text), input);
    expect(suggested, name).toEqual(written);
  }
  expect(changed).toBeGreaterThan(150);
}, 120_000);
