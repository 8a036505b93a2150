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

/** How a container is written: in place, or behind a name that says it. */
const FORMS = {
  literal: (own) => ({ item: own }),
  constant: (own, name) => ({ item: name, above: `const ${name} = ${own};` }),
  variable: (own, name) => ({ item: name, above: `let ${name} = ${own};` }),
  call: (own, name) => ({ item: `${name}()`, above: `function ${name}() {\n  return ${own};\n}` }),
  spread: (own, name) => ({ item: `{ ...${name}, tty: true }`, above: `const ${name} = ${own};` }),
  member: (own, name) => ({ item: `${name}.own`, above: `const ${name} = { own: ${own} };` }),
  field: (own, name) => ({
    item: `${name}.own`,
    above: `class ${name} { static readonly own = ${own}; }`,
  }),
  shadowed: (own, name) => ({
    item: `${name}()`,
    above: `const ${name} = () => {\n  const ${name} = ${own};\n  return ${name};\n};`,
  }),
  changed: (own, name) => ({
    item: name,
    above: `const ${name}: any = ${own};\n${name}.tty = true;`,
  }),
} as const satisfies Record<string, (own: string, name: string) => Written>;

interface Written {
  readonly item: string;
  readonly above?: string;
}

type Form = keyof typeof FORMS;
const form = fc.constantFrom(...(Object.keys(FORMS) as Form[]));

interface Named {
  readonly name: string;
  readonly form: Form;
}

const IMAGES: Readonly<Record<string, string>> = {
  web: 'registry.example.com/web:1',
  log1: 'fluent/fluent-bit:3',
  log2: 'fluent/fluent-bit:3',
};

function write({ name, form: own }: Named): Written {
  return FORMS[own](`{ name: '${name}', image: '${IMAGES[name]}' }`, `${name}Container`);
}

const named = fc
  .tuple(fc.shuffledSubarray(['web', 'log1', 'log2'], { minLength: 2 }), form, form, form)
  .filter(([names]) => names.includes('web'))
  .map(([names, ...forms]) =>
    names.map((name, i): Named => ({ name, form: forms[i] ?? 'literal' })),
  );

/** Lists of names and calls, in raw types and in cdk8s-plus, where calls add some of the containers. */
const indirect = fc
  .record({
    containers: named,
    block: fc.boolean(),
    list: fc.constantFrom('here', 'constant', 'shorthand'),
    plus: fc.boolean(),
    listed: fc.nat(3),
  })
  .map(({ containers, block, list: where, plus, listed }) => {
    const written = containers.map(write);
    const count = plus ? Math.min(listed, containers.length) : containers.length;
    const items = written.slice(0, count).map(({ item }) => item);
    const array = block
      ? `[\n${items.map((item) => `    ${item},\n`).join('')}  ]`
      : `[${items.join(', ')}]`;
    const above = written.flatMap((own) => own.above ?? []);
    if (where !== 'here') above.push(`const containers = ${array};`);
    const key =
      where === 'here'
        ? `containers: ${array}`
        : where === 'constant'
          ? 'containers: containers'
          : 'containers';
    const calls = written.slice(count).map(({ item }) => `shop.addContainer(${item});`);
    const make = plus
      ? `const shop = new kplus.Deployment(chart, 'shop', {\n  ${key},\n});\n${calls.join('\n')}`
      : `new k8s.KubePod(chart, 'shop', { spec: {\n  ${key},\n} });`;
    const text = `import * as k8s from 'cdk8s-plus-34/lib/imports/k8s';
import * as kplus from 'cdk8s-plus-34';
declare const chart: never;
${above.join('\n')}
${make}
`;
    return { text, containers };
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

describe('programs of any names', () => {
  it('move every sidecar that can be read, and say what cannot', () =>
    fc.assert(
      fc.asyncProperty(indirect, async ({ text, containers }) => {
        const options = { unsafe: true };
        const outcome = await migrate(new Map([['shop.ts', text]]), options);
        expect(outcome.failures).toEqual([]);
        const seen = outcome.decisions.flatMap((decision) => decision.containers);
        for (const { name, form: own } of containers) {
          if (own === 'changed')
            expect(outcome.problems.map(({ kind }) => kind)).toContain('computed');
          else expect(seen.map(({ container }) => container.name)).toContain(name);
        }
        const after = outcome.files[0]?.after;
        if (after === undefined) return;
        const moved = seen.filter(({ state }) => state === 'moved');
        expect(after.match(/restartPolicy: /g)).toHaveLength(moved.length);
        const again = await migrate(new Map([['shop.ts', after]]), options);
        expect(again.files).toEqual([]);
      }),
      { numRuns: Number(process.env.PROGRAM_RUNS ?? 200) },
    ));
});
