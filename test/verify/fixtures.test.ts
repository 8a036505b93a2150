import { describe, expect, it } from 'vitest';
import { settingsFrom } from '../../src/config/settings.js';
import type { Settings } from '../../src/model/settings.js';
import { verify } from '../../src/verify/verify.js';
import { casesOf, expectedOf, inputOf, optionsOf } from '../fixtures/cases.js';
import { snapshotOf } from './snapshots.js';

const FORMATS = ['manifest', 'kustomize', 'tree', 'helm-values', 'cdk8s'];

describe.each(FORMATS)('what the tool makes of %s', (format) => {
  it.each(casesOf(format))('is right: %s', async (name) => {
    const input = inputOf(name);
    const expected = expectedOf(name);
    const after = new Map([...input, ...expected]);
    const found = await verify(snapshotOf(input), snapshotOf(after), settingsOf(name));
    const changed = [...expected].some(([path, text]) => input.get(path) !== text);
    expect(found.faults).toEqual([]);
    expect(found.others).toEqual([]);
    expect(found.verdict).toBe(changed ? 'right' : 'none');
  });
});

function settingsOf(name: string): Settings {
  const result = settingsFrom(optionsOf(name), []);
  if (!result.ok) throw new Error(result.message);
  return result.settings;
}
