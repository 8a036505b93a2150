import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/index.js';

/** How a list is laid out, and what stands around its items. */
interface Layout {
  readonly form: 'block' | 'hugging' | 'inline';
  readonly trailing: boolean;
  readonly above: boolean;
  readonly beside: boolean;
  readonly blank: boolean;
}

const layout: fc.Arbitrary<Layout> = fc.record({
  form: fc.constantFrom('block', 'hugging', 'inline'),
  trailing: fc.boolean(),
  above: fc.boolean(),
  beside: fc.boolean(),
  blank: fc.boolean(),
});

function list(names: readonly string[], own: Layout, step: string): string {
  const image = (name: string): string =>
    name.startsWith('log') ? 'fluent/fluent-bit:3' : `registry.example.com/${name}:1`;
  const end = own.trailing ? ',' : '';
  if (names.length === 0) return '[]';
  if (own.form === 'inline')
    return `[${names.map((name) => `{ name: '${name}', image: '${image(name)}' }`).join(', ')}]`;
  const inner = (name: string, lead: string): string =>
    `{\n${lead}${step}name: '${name}',\n${lead}${step}image: '${image(name)}'${end}${own.beside ? ' // its image' : ''}\n${lead}}`;
  const lead = step.repeat(2);
  if (own.form === 'hugging') return `[${names.map((name) => inner(name, step)).join(', ')}${end}]`;
  const items = names.map((name, i) => {
    const comma = i < names.length - 1 ? ',' : end;
    const above = own.above ? `${lead}// about ${name}\n` : '';
    return `${above}${lead}${inner(name, lead)}${comma}${own.beside ? ` // beside ${name}` : ''}\n`;
  });
  return `[\n${items.join(own.blank ? '\n' : '')}${step}]`;
}

const program = fc
  .record({
    containers: fc.shuffledSubarray(['web', 'worker', 'log1', 'log2'], { minLength: 2 }),
    inits: fc.option(fc.subarray(['prepare', 'check'])),
    from: layout,
    to: layout,
    step: fc.constantFrom('  ', '    ', '\t'),
    eol: fc.constantFrom('\n', '\r\n'),
    initsFirst: fc.boolean(),
    last: fc.boolean(),
  })
  .map(({ containers, inits, from, to, step, eol, initsFirst, last }) => {
    const own = [`containers: ${list(containers, from, step)}`];
    if (inits !== null) own.push(`initContainers: ${list(inits, to, step)}`);
    if (initsFirst) own.reverse();
    if (!last) own.push("nodeName: 'one'");
    const text = `import { KubePod } from 'cdk8s-plus-34/lib/imports/k8s';
declare const chart: never;
new KubePod(chart, 'shop', { spec: {
${own.map((property) => `${step}${property}`).join(',\n')}${from.trailing ? ',' : ''}
} });
`;
    return text.replaceAll('\n', eol);
  });

const comments = (text: string): readonly string[] => (text.match(/\/\/.*/g) ?? []).sort();

describe('programs of any layout', () => {
  it('are moved or refused, proven, with their comments, and once', () =>
    fc.assert(
      fc.asyncProperty(program, async (text) => {
        const options = { unsafe: true };
        const outcome = await migrate(new Map([['shop.ts', text]]), options);
        expect(outcome.failures).toEqual([]);
        const after = outcome.files[0]?.after;
        if (after === undefined) return;
        expect(comments(after)).toEqual(comments(text));
        expect(after.includes('\r')).toBe(text.includes('\r'));
        expect(/[^\r]\n/.test(after)).toBe(/[^\r]\n/.test(text));
        expect(/[ \t]\r?\n/.test(after), 'white space at the end of a line').toBe(false);
        expect(/\[\r?\n\r?\n|\n\r?\n\s*\]/.test(after), 'blank lines at an edge').toBe(false);
        const again = await migrate(new Map([['shop.ts', after]]), options);
        expect(again.files).toEqual([]);
      }),
      { numRuns: Number(process.env.PROGRAM_RUNS ?? 300) },
    ));
});
