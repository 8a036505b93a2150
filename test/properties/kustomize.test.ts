import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/index.js';
import { agentDeployment } from '../support/agent-pod.js';

const SHOP = agentDeployment('shop');

/** How a person may write a patch; what is expected of it follows from that alone, byte by byte. */
interface Style {
  readonly items: 'agent' | 'web, agent' | 'agent, web';
  readonly quote: '' | '"' | "'";
  readonly indented: boolean;
  readonly comments: boolean;
  /** In front of a comment that stands beside something. */
  readonly gap: ' ' | '  ' | '\t';
  readonly args: string;
  readonly eol: '\n' | '\r\n';
  readonly bom: boolean;
  readonly ends: boolean;
  readonly held: 'file' | '|' | '|-' | '|+' | '|2-' | '"';
  readonly depth: 3 | 4 | 7;
}

const styles: fc.Arbitrary<Style> = fc.record({
  items: fc.constantFrom('agent', 'web, agent', 'agent, web'),
  quote: fc.constantFrom('', '"', "'"),
  indented: fc.boolean(),
  comments: fc.boolean(),
  gap: fc.constantFrom(' ', '  ', '\t'),
  args: fc.constantFrom('[-v]', '["-v"]', '[ "#", -v ]', "\n    - '-v'", ' >-\n      -v\n      -q'),
  eol: fc.constantFrom('\n', '\r\n'),
  bom: fc.boolean(),
  ends: fc.boolean(),
  held: fc.constantFrom('file', '|', '|-', '|+', '|2-', '"'),
  depth: fc.constantFrom(3, 4, 7),
});

/** The patch, with the lists as they are, or as they have to be. */
function patchText(style: Style, moved: boolean): string {
  const { quote, comments, gap } = style;
  const key = (name: string): string => `${quote}${name}${quote}:${comments ? `${gap}# prod` : ''}`;
  const bare = (name: string): string => `${quote}${name}${quote}:`;
  const item = (name: string): readonly string[] =>
    [
      ...(comments ? [`# above ${name}`] : []),
      `- name: ${name}${comments ? `${gap}# beside ${name}` : ''}`,
      ...(comments ? [`  # in ${name}`] : []),
      ...`  args: ${style.args}`.replace(/: (?=[\n ])/, ':').split('\n'),
    ].map((line) => (style.indented ? `  ${line}` : line));
  const [first, second] = style.items.split(', ') as [string, string | undefined];
  const isAgentFirst = first === 'agent';
  const lines = [
    key(moved && isAgentFirst ? 'initContainers' : 'containers'),
    ...item(first),
    ...(second === undefined
      ? []
      : [
          ...(moved ? [bare(isAgentFirst ? 'containers' : 'initContainers')] : []),
          ...item(second),
        ]),
  ];
  const head = ['apiVersion: apps/v1', 'kind: Deployment', 'metadata:', '  name: shop', 'spec:'];
  return [...head, '  template:', '    spec:', ...lines.map((line) => `      ${line}`)].join('\n');
}

/** The files of the overlay. */
function overlay(style: Style, moved: boolean): Readonly<Record<string, string>> {
  const text = patchText(style, moved);
  const end = style.ends ? '\n' : '';
  const file = (body: string): string =>
    (style.bom ? '\uFEFF' : '') + body.replaceAll('\n', style.eol);
  const head = 'resources: [../base]\npatches:\n';
  if (style.held === 'file')
    return {
      'prod/kustomization.yaml': `${head}- path: patch.yaml\n`,
      'prod/patch.yaml': file(`${text}${end}`),
    };
  if (style.held === '"') {
    const written = `${text}\n`
      .replace(/[\\"]/g, '\\$&')
      .replaceAll('\n', '\\n')
      .replaceAll('\t', '\\t');
    return { 'prod/kustomization.yaml': file(`${head}- patch: "${written}"${end}`) };
  }
  // An indicator counts from the key: so deep is the text, whatever it starts with.
  const depth = style.held === '|2-' ? 4 : style.depth;
  const block = text
    .split('\n')
    .map((line) => ' '.repeat(depth) + line)
    .join('\n');
  return { 'prod/kustomization.yaml': file(`${head}- patch: ${style.held}\n${block}${end}`) };
}

const BASE = { 'base/kustomization.yaml': 'resources: [shop.yaml]\n', 'base/shop.yaml': SHOP };

describe('patches in any style', () => {
  it('follow with the smallest edit, and keep every other byte', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(
        // On one line no line can come.
        styles.filter(({ held, items }) => held !== '"' || items === 'agent'),
        async (style) => {
          const before = new Map(Object.entries({ ...BASE, ...overlay(style, false) }));
          const outcome = await migrate(before, {});
          expect(outcome.failures).toEqual([]);
          const after = new Map(outcome.files.map((file) => [file.path, file.after]));
          expect(after.get('base/shop.yaml')).toContain('restartPolicy: Always');
          for (const [path, text] of Object.entries(overlay(style, true)))
            expect(after.get(path) ?? before.get(path)).toBe(text);
          const again = await migrate(new Map([...before, ...after]), {});
          expect(again.files).toEqual([]);
        },
      ),
      {
        numRuns: Number(process.env.STYLE_RUNS ?? 150),
        seed: Number(process.env.STYLE_SEED ?? 753),
      },
    ),
  );
});
