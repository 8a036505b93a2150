import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULEBOOK } from '../../src/rules/registry.js';
import { type Case, holds } from './cases.js';
import { type Frame, isTrue } from './examples.js';
import { mutationOf } from './mutation.js';
import { type ReferenceCase, refers } from './references.js';

const TOP = join(import.meta.dirname, '..', '..');

/** The cases of one rule: `test/rules/<subject>/smNNN-….cases.ts`, called as its rule in `src`. */
export interface CasesOfRule {
  /** Where the example of its page stands, if it has one: the first of the cases. */
  readonly EXAMPLE?: Frame;
  readonly CASES: readonly (Case | ReferenceCase)[];
}

/** Holds every rule of a subject to its cases, and prints a table of them. */
export async function describeRules(subject: string): Promise<void> {
  const stems = stemsIn(join(TOP, 'src', 'rules', subject), '.ts');
  const own = join(TOP, 'test', 'rules', subject);
  const rules = await Promise.all(
    stemsIn(own, '.cases.ts').map(async (stem) => {
      const { CASES, EXAMPLE } = (await import(join(own, `${stem}.cases.ts`))) as CasesOfRule;
      const code = stem.slice(0, 'sm000'.length).toUpperCase();
      return { code, cases: CASES, example: EXAMPLE };
    }),
  );

  describe(`rules about ${subject}`, () => {
    it('have cases of their own', () => {
      expect(stemsIn(own, '.cases.ts')).toEqual(stems);
      for (const { code, cases } of rules)
        expect(cases.map((each) => each.code)).toEqual(cases.map(() => code));
    });

    it.each(rules.flatMap(({ code, example }) => exampleOf(code, example)))(
      '$rule.code: its example is true',
      ({ rule, frame }) => isTrue(rule, frame),
    );

    it.each(rules.flatMap(({ cases }) => cases.map((each) => [nameOf(each), each] as const)))(
      '%s',
      (_, each) => ('where' in each ? refers(each) : holds(each)),
    );

    it('have a case that fires, a near miss, and a part without which they stop', async () => {
      const rows = await Promise.all(rules.map(({ code, cases }) => rowOf(code, cases)));
      console.log(
        [`rules about ${subject}: what fires, near misses, a part without which the rule stops:`]
          .concat(rows.map(({ line }) => line))
          .join('\n'),
      );
      expect(rows.filter(({ lacks }) => lacks).map(({ line }) => line)).toEqual([]);
    }, 240_000);
  });
}

/** A rule whose page has an example, with where that stands. */
function exampleOf(code: string, frame: Frame | undefined) {
  const rule = RULEBOOK.find((each) => each.code === code);
  if (rule === undefined || (rule.before ?? rule.after) === undefined) return [];
  if (frame === undefined) throw new Error(`${code} has an example, and no EXAMPLE to try it in`);
  return [{ rule, frame }];
}

/** Names of the files of rules in a folder, without their ending. */
function stemsIn(folder: string, ending: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^sm\d{3}-/.test(name) && name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

function nameOf(each: Case | ReferenceCase): string {
  const { code, severity } = each;
  return `${code} (${severity}) ${'name' in each ? each.name : 'fires, and stops without its reason'}`;
}

/** One line of the table of rules and their cases. */
async function rowOf(code: string, cases: readonly Case[]) {
  const misses = cases.reduce((sum, each) => sum + each.misses.length, 0);
  const title = RULEBOOK.find((rule) => rule.code === code)?.title ?? '';
  let part: string | null = null;
  for (const each of cases) part ??= await mutationOf(each);
  const severities = [...new Set(cases.map(({ severity }) => severity))].join(', ');
  return {
    line: `  ${code} ${String(cases.length).padStart(2)} ${String(misses).padStart(3)}  ${title} (${severities}): ${part ?? 'NOTHING STOPS IT'}`,
    lacks: cases.length === 0 || misses === 0 || part === null,
  };
}
