import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { migrate } from '../../src/index.js';
import { manifests } from './manifest.js';

/** Enough for every pair of styles to meet, and few enough for every commit. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 1000);

/** The same cases for every commit; another number explores. */
const SEED = Number(process.env.PROPERTY_SEED ?? 753);

interface Pod {
  readonly containers: readonly { readonly name: string }[];
  readonly initContainers: readonly { readonly name: string; readonly restartPolicy?: string }[];
}

describe('generated manifests', () => {
  it('move exactly the sidecars, lose nothing, and have nothing left to do', async () => {
    await fc.assert(
      fc.asyncProperty(manifests, async (generated) => {
        const { text, apps, sidecars, inits, comments } = generated;
        const options = { sidecar: sidecars, keep: apps, unsafe: true };
        const outcome = await migrate(new Map([['pod.yaml', text]]), options);
        expect(outcome.failures).toEqual([]);
        expect(outcome.problems).toEqual([]);
        const after = outcome.files[0]?.after ?? '';

        const pod = podOf(after);
        expect(pod.containers.map(({ name }) => name)).toEqual(apps);
        expect(pod.initContainers.map(({ name }) => name)).toEqual([...inits, ...sidecars]);
        const always = pod.initContainers.filter((entry) => entry.restartPolicy === 'Always');
        expect(always.map(({ name }) => name)).toEqual(sidecars);

        for (const comment of comments) expect(count(after, comment)).toBe(count(text, comment));
        expect(linesLeft(after)).toEqual(linesLeft(text));
        // Behind `|+` a blank line would be content of the text, and a list on one line has none.
        if (!text.includes('|+') && !/initContainers: \[\{/.test(text))
          expect(blankLines(after)).toBe(blankLines(text));
        expect(after.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
        expect(after.endsWith('\n')).toBe(text.endsWith('\n'));
        if (text.includes('\r\n')) expect(/[^\r]\n/.test(after)).toBe(false);

        const again = await migrate(new Map([['pod.yaml', after]]), options);
        expect(again.files).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('keep the bytes outside the edits, which are the only difference', async () => {
    await fc.assert(
      fc.asyncProperty(manifests, async ({ text, sidecars, apps }) => {
        const outcome = await migrate(new Map([['pod.yaml', text]]), {
          sidecar: sidecars,
          keep: apps,
          unsafe: true,
        });
        const edits = [...(outcome.proven[0]?.edits.get('pod.yaml') ?? [])].sort(
          (a, b) => a.start - b.start,
        );
        let rest = '';
        let end = 0;
        const after = outcome.files[0]?.after ?? '';
        for (const edit of edits) {
          rest += text.slice(end, edit.start) + edit.text;
          end = edit.end;
        }
        expect(after).toBe(rest + text.slice(end));
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('do not depend on who is asked first', async () => {
    await fc.assert(
      fc.asyncProperty(manifests, manifests, async (one, two) => {
        const options = { sidecar: ['helper-*'], keep: ['main-*'], unsafe: true };
        const both = await migrate(
          new Map([
            ['b.yaml', two.text],
            ['a.yaml', one.text],
          ]),
          options,
        );
        const alone = await migrate(new Map([['a.yaml', one.text]]), options);
        expect(both.files.map(({ path }) => path)).toEqual(['a.yaml', 'b.yaml']);
        expect(both.files[0]).toEqual(alone.files[0]);
      }),
      { numRuns: RUNS / 5, seed: SEED },
    );
  });
});

/** Every line but the two that a move writes, without its place, indentation and end. */
function linesLeft(text: string): readonly string[] {
  return text
    .replace('\uFEFF', '')
    .split(/\r?\n/)
    .map((line) =>
      line
        .trim()
        .replace(/[&*](?=(?:shared|sc)$)/, '')
        .replace(/, restartPolicy: ["']?Always["']?/, ''),
    )
    .filter(
      (line) =>
        line !== '' &&
        !/^(?:restartPolicy: (?:["']?Always["']?|null)|(?:initC|c)ontainers:.*)$/.test(line) &&
        !line.startsWith('- {name: '),
    )
    .sort();
}

/** Blank lines are how a file is written: none comes up, none is lost. */
function blankLines(text: string): number {
  return text.split(/\r?\n/).filter((line) => line.trim() === '').length;
}

function podOf(text: string): Pod {
  const documents = parseAllDocuments(text.replace('\uFEFF', ''));
  const value = ('empty' in documents ? null : documents[0]?.toJS()) as unknown;
  let pod = value as Record<string, unknown>;
  for (const key of ['items', '0', 'spec', 'jobTemplate', 'spec', 'template', 'spec'])
    if (pod !== null && typeof pod === 'object' && key in pod)
      pod = pod[key] as Record<string, unknown>;
  return pod as unknown as Pod;
}

function count(text: string, part: string): number {
  return text.split(/\r?\n/).filter((line) => line.trimEnd().endsWith(part)).length;
}
