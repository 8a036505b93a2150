import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate, type Outcome } from '../src/index.js';
import { untrueEffects } from './support/effects.js';
import {
  FILE_CASES,
  FIXTURES,
  filesIn,
  inputName,
  optionsOf,
  TREE_CASES,
} from './support/fixtures.js';
import { hintsNotUnderstood } from './support/hints.js';

/** Set to write what the tool makes today; every byte of it is then for a person to read. */
const UPDATE = process.env.UPDATE_FIXTURES === '1';

describe('fixtures', () => {
  it.each(FILE_CASES)('%s', async (name) => {
    const folder = join(FIXTURES, name);
    const input = inputName(name);
    const before = readFileSync(join(folder, input), 'utf8');
    const options = optionsOf(name);
    const outcome = await migrate(new Map([[input, before]]), options);
    const after = outcome.files[0]?.after ?? null;
    const expected = join(folder, input.replace('input', 'expected'));
    const findings = join(folder, 'findings.json');
    if (UPDATE) {
      if (after !== null) writeFileSync(expected, after);
      writeFileSync(findings, said(outcome));
    }
    expect(outcome.failures).toEqual([]);
    expect(untrueEffects(outcome)).toEqual([]);
    expect(hintsNotUnderstood(outcome)).toEqual([]);
    expect(after).toBe(existsSync(expected) ? readFileSync(expected, 'utf8') : null);
    expect(said(outcome)).toBe(readFileSync(findings, 'utf8'));
    if (after === null) return;
    const again = await migrate(new Map([[input, after]]), options);
    expect(again.files, 'a second run').toEqual([]);
  });
});

/** Whole trees; `expected` holds the files that change. */
describe('fixtures of trees', () => {
  it.each(TREE_CASES)('%s', async (name) => {
    const folder = join(FIXTURES, name);
    const before = filesIn(join(folder, 'input'));
    const options = optionsOf(name);
    const outcome = await migrate(before, options);
    const after = new Map(outcome.files.map((file) => [file.path, file.after]));
    const expected = join(folder, 'expected');
    const findings = join(folder, 'findings.json');
    if (UPDATE) {
      rmSync(expected, { recursive: true, force: true });
      for (const [path, text] of after) {
        mkdirSync(dirname(join(expected, path)), { recursive: true });
        writeFileSync(join(expected, path), text);
      }
      writeFileSync(findings, said(outcome));
    }
    expect(outcome.failures).toEqual([]);
    expect(untrueEffects(outcome)).toEqual([]);
    expect(hintsNotUnderstood(outcome)).toEqual([]);
    expect(after).toEqual(existsSync(expected) ? filesIn(expected) : new Map());
    expect(said(outcome)).toBe(readFileSync(findings, 'utf8'));
    const again = await migrate(new Map([...before, ...after]), options);
    expect(again.files, 'a second run').toEqual([]);
  });
});

/** Everything that is said of a case, but for the words that only inform. */
function said({ decisions, problems, templates, unused }: Outcome): string {
  const pods = decisions.map(({ pod, state, reason, next, containers }) => ({
    pod: `${pod.workload.kind} ${pod.workload.name}`,
    at: `${pod.place.line}:${pod.place.column}`,
    state,
    reason,
    next,
    containers: Object.fromEntries(
      containers.map(({ container, state: own, findings }) => {
        const codes = findings
          .filter(({ severity }) => severity !== 'info')
          .map(({ code }) => code);
        return [container.name, [own, ...codes].join(' ')];
      }),
    ),
  }));
  const seen = problems.map(({ kind, place, message }) =>
    [kind, place === null ? '' : `${place.line}:${place.column}`, message].join(' '),
  );
  const written = templates.map(({ path, chart, sidecars, diff, tests }) => ({
    path,
    chart,
    sidecars: sidecars.map(({ name, family, place, target, reason }) =>
      [`${place.line}:${place.column}`, name, family ?? '', target ?? reason].join(' '),
    ),
    diff: diff.split('\n'),
    tests,
  }));
  const all = written.length === 0 ? {} : { templates: written };
  return `${JSON.stringify({ pods, problems: seen, ...all, unused }, null, 2)}\n`;
}
