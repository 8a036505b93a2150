import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { migrate } from '../../src/index.js';
import { pathsOf } from '../support/mutation.js';

const ROOT = join(import.meta.dirname, '..', '..', 'fixtures', 'manifest', 'workarounds');
const TEXTS = readdirSync(ROOT).flatMap((name) =>
  readdirSync(join(ROOT, name))
    .filter((file) => file.startsWith('input.'))
    .map((file) => readFileSync(join(ROOT, name, file), 'utf8')),
);

/** What nobody expects in a manifest, and somebody has written. */
const ODD: readonly unknown[] = [
  ...[null, '', 0, -1, 1e9, true, [], {}, 'x', '$(A)', '8080', '1e3', 'sh -c run'],
  ...[['sh', '-c'], ['sh', '-c', null], ['-c', 'a b'], [null], [{}], [[]], { a: 1 }],
];

const place = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  odd: fc.constantFrom(...ODD),
});

describe('values of the wrong sort, anywhere in a pod', () => {
  it('end no run, and no edit goes wrong', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...TEXTS),
        fc.array(place, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (text, places, unsafe) => {
          const [document] = parseAllDocuments(text);
          if (document === undefined) return;
          for (const { at, odd } of places) {
            const paths = pathsOf(document).filter((path) => path.length > 3);
            const path = paths[Math.floor(at * paths.length)];
            if (path !== undefined) document.setIn(path, document.createNode(odd));
          }
          const input = new Map([['pod.yaml', String(document)]]);
          const outcome = await migrate(input, { removeWorkarounds: true, unsafe });
          expect(outcome.failures).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);
});
