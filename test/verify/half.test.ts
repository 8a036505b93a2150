import { describe, expect, it } from 'vitest';
import { settingsFrom } from '../../src/config/settings.js';
import { verify } from '../../src/verify/verify.js';
import { casesOf, expectedOf, inputOf, optionsOf } from '../fixtures/cases.js';
import { snapshotOf } from './snapshots.js';

/** Without this file what is left is right: another pod stands in it, or the Service that has a number works with both. */
const INDEPENDENT: readonly RegExp[] = [
  /^kustomize\/services\/.* without (?:base\/)?web\.yaml$/,
  /^tree\/(?:copies|services)\//,
  // Each is values of a release of its own.
  /^helm-values\/carriers\/(?:helmfile|script|skaffold) /,
  /^helm-values\/templates\/plain /,
  // The layer above hides the list of the one below.
  /^helm-values\/layers\/config-map-repeated without apps\/values\.yaml$/,
];

describe.each(['kustomize', 'tree', 'helm-values'])(
  'half of what the tool makes of %s',
  (format) => {
    it.each(casesOf(format))('is not right: %s', async (name) => {
      const input = inputOf(name);
      const expected = expectedOf(name);
      const changed = [...expected.keys()].filter((path) => input.get(path) !== expected.get(path));
      const result = settingsFrom(optionsOf(name), []);
      if (!result.ok) throw new Error(result.message);
      for (const path of changed.length < 2 ? [] : changed) {
        const words = `${name} without ${path}`;
        const after = new Map([...input, ...expected, [path, input.get(path) ?? '']]);
        const found = await verify(snapshotOf(input), snapshotOf(after), result.settings);
        const isIndependent = INDEPENDENT.some((pattern) => pattern.test(words));
        if (!isIndependent) expect([words, found.verdict]).toEqual([words, 'wrong']);
        else if (found.verdict === 'wrong') expect(found.faults[0]?.message).not.toBe('');
      }
    });
  },
);
