import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { settingsFrom } from '../../src/config/settings.js';
import { verify } from '../../src/verify/verify.js';
import { casesOf, expectedOf, inputOf, optionsOf } from '../fixtures/cases.js';
import { snapshotOf } from './snapshots.js';

const AS_MANY = 1000;

/** Each makes of a text another one, at the line that the number says. */
const MUTATIONS: readonly ((lines: readonly string[], at: number) => readonly string[])[] = [
  (lines, at) => lines.toSpliced(at, 1),
  (lines, at) => lines.toSpliced(at, 0, lines[at] ?? ''),
  (lines, at) => lines.with(at, (lines[at] ?? '').replace(/([a-z])(\W*)$/, '$1x$2')),
  (lines, at) => lines.with(at, (lines[at] ?? '').replace(/\d(?=\D*$)/, '7')),
  (lines, at) => lines.with(at, (lines[at] ?? '').replace(/: ([a-z]+)$/, ': "$1"')),
  (lines, at) => lines.with(at, `${lines[at] ?? ''}   `),
  (lines, at) => lines.toSpliced(at, 0, ''),
  (lines, at) => lines.toSpliced(at, 0, '# a remark'),
  (lines, at) => lines.with(at, (lines[at] ?? '').replace(/^( *)- /, '$1-   ')),
  (lines, at) => lines.with(at, (lines[at] ?? '').replace(/#(.*)$/, '# another')),
];

/** Numbers that look like chance, and are the same in each run. */
function* numbers(): Generator<number> {
  for (let seed = 20240826; ; ) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    yield seed;
  }
}

interface Sample {
  readonly name: string;
  readonly path: string;
  readonly input: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
}

const samples: readonly Sample[] = ['manifest', 'kustomize', 'tree'].flatMap((format) =>
  casesOf(format).flatMap((name) => {
    const input = inputOf(name);
    const expected = expectedOf(name);
    const after = new Map([...input, ...expected]);
    return [...expected]
      .filter(([path, text]) => input.get(path) !== text && text.length < 4000)
      .map(([path]) => ({ name, path, input, after }));
  }),
);

/** What a reader without any part of this tool sees: values, and the words of comments. */
function seen(
  text: string,
): { readonly values: unknown; readonly comments: readonly string[] } | null {
  const documents = parseAllDocuments(text, { merge: true, logLevel: 'silent' });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return null;
  try {
    return {
      values: documents.map((document) => withPatches(document.toJS())),
      comments: [...text.matchAll(/(?:^|\s)#(.*)$/gm)]
        .map(([, words]) => (words ?? '').trim())
        .sort(),
    };
  } catch {
    return null;
  }
}

/** The text of an inline patch is YAML, too. */
function withPatches(value: unknown, key = ''): unknown {
  if (typeof value === 'string' && ['patch', 'patchesStrategicMerge'].includes(key))
    return parse(value);
  if (Array.isArray(value)) return value.map((item) => withPatches(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([own, inner]) => [own, withPatches(inner, own)]),
  );
}

describe('a mutation of a right migration', () => {
  it(`is found where it changes the meaning, and not blamed where it does not, ${AS_MANY} times`, async () => {
    const chance = numbers();
    const next = (below: number): number => (chance.next().value ?? 0) % below;
    const counts = { found: 0, blameless: 0, comments: 0, unread: 0 };
    const wrong: string[] = [];
    for (let done = 0; done < AS_MANY; ) {
      const sample = samples[next(samples.length)];
      const text = sample?.after.get(sample.path) ?? '';
      const lines = text.split('\n');
      const kind = next(MUTATIONS.length + 1);
      const remarks = [...lines.keys()].filter((line) => (lines[line] ?? '').includes('#'));
      const isOfRemark = kind >= MUTATIONS.length - 1 && remarks.length > 0;
      const at = isOfRemark ? (remarks[next(remarks.length)] ?? 0) : next(lines.length);
      const mutated = (MUTATIONS[kind] ?? MUTATIONS[0])?.(lines, at).join('\n') ?? text;
      if (sample === undefined || mutated === text) continue;
      const [was, is] = [seen(text), seen(mutated)];
      if (was === null) continue;
      done++;
      const result = settingsFrom(optionsOf(sample.name), []);
      if (!result.ok) throw new Error(result.message);
      const after = new Map([...sample.after, [sample.path, mutated]]);
      const found = await verify(snapshotOf(sample.input), snapshotOf(after), result.settings);
      const isFound =
        found.verdict === 'wrong' || found.others.length > 0 || found.verdict === 'none';
      const words = `${sample.name} ${sample.path}:${at + 1} mutation ${kind}: ${found.verdict} ${found.faults.map(({ message }) => message).join('; ')} ${JSON.stringify(found.others)}`;
      if (is === null) {
        counts.unread++;
        if (!isFound) wrong.push(`not readable, and right: ${words}`);
      } else if (!isDeepStrictEqual(was.values, is.values)) {
        counts.found++;
        if (!isFound) wrong.push(`missed: ${words}`);
      } else if (was.comments.some((comment) => !is.comments.includes(comment))) {
        counts.comments++;
        if (found.verdict === 'right') wrong.push(`a comment missed: ${words}`);
      } else {
        counts.blameless++;
        if (isFound) wrong.push(`blamed: ${words}`);
      }
    }
    console.log(counts);
    expect(wrong).toEqual([]);
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(20);
  }, 600_000);
});
