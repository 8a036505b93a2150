import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/index.js';

/** A chart by what its two keys hold, with the maps above them. */
interface Form {
  readonly name: string;
  readonly repo: string;
  readonly version: string;
  readonly from: 'list' | 'map' | 'text';
  readonly to: 'list' | 'map' | 'text';
  /** Keys above both, and each key. */
  readonly above: readonly string[];
  readonly keys: readonly [from: readonly string[], to: string];
}

const FORMS: readonly Form[] = [
  {
    name: 'keycloakx',
    repo: 'https://codecentric.github.io/helm-charts',
    version: '7.1.11',
    from: 'text',
    to: 'text',
    above: [],
    keys: [['extraContainers'], 'extraInitContainers'],
  },
  {
    name: 'grafana',
    repo: 'https://grafana-community.github.io/helm-charts',
    version: '12.11.1',
    from: 'text',
    to: 'list',
    above: [],
    keys: [['extraContainers'], 'extraInitContainers'],
  },
  {
    name: 'prometheus',
    repo: 'https://prometheus-community.github.io/helm-charts',
    version: '29.27.0',
    from: 'map',
    to: 'list',
    above: ['server'],
    keys: [['sidecarContainers'], 'extraInitContainers'],
  },
  {
    name: 'application',
    repo: 'https://stakater.github.io/stakater-charts',
    version: '9.2.0',
    from: 'list',
    to: 'map',
    above: ['deployment'],
    keys: [['additionalContainers'], 'initContainers'],
  },
  {
    name: 'jenkins',
    repo: 'https://charts.jenkins.io',
    version: '5.9.53',
    from: 'list',
    to: 'list',
    above: ['controller'],
    keys: [['sidecars', 'additionalSidecarContainers'], 'customInitContainers'],
  },
  {
    name: 'vault',
    repo: 'https://helm.releases.hashicorp.com',
    version: '0.34.1',
    from: 'list',
    to: 'list',
    above: ['server'],
    keys: [['extraContainers'], 'extraInitContainers'],
  },
  {
    name: 'app-template',
    repo: 'https://bjw-s.github.io/helm-charts',
    version: '1.5.1',
    from: 'map',
    to: 'map',
    above: [],
    keys: [['sidecars'], 'initContainers'],
  },
];

interface Item {
  readonly name: string;
  readonly moves: boolean;
  readonly quoted: boolean;
  readonly above: boolean;
  readonly beside: boolean;
  readonly inside: boolean;
  readonly nameLast: boolean;
  readonly script: boolean;
  readonly gap: boolean;
}

interface Shown {
  readonly form: Form;
  readonly items: readonly Item[];
  readonly target: 'absent' | 'empty' | 'null' | 'filled';
  readonly targetFirst: boolean;
  readonly indent: number;
  readonly eol: '\n' | '\r\n';
  readonly lastLine: boolean;
  readonly strip: boolean;
  /** Comments between the key and its containers, and at some column behind them. */
  readonly doc: boolean;
  readonly tail: number | null;
  readonly onKey: boolean;
  /** The chart's own values, another file of them, or a text in a manifest. */
  readonly where: 'values.yaml' | 'values-prod.yaml' | 'app.yaml';
}

const item = fc.record({
  name: fc.constantFrom('a', 'b', 'c', 'd'),
  moves: fc.boolean(),
  quoted: fc.boolean(),
  above: fc.boolean(),
  beside: fc.boolean(),
  inside: fc.boolean(),
  nameLast: fc.boolean(),
  script: fc.boolean(),
  gap: fc.boolean(),
});

const seldom = fc.nat(5).map((number) => number === 0);

const shown: fc.Arbitrary<Shown> = fc.record({
  form: fc.constantFrom(...FORMS),
  items: fc.uniqueArray(item, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
  target: fc.constantFrom('absent', 'empty', 'null', 'filled'),
  targetFirst: fc.boolean(),
  indent: fc.constantFrom(0, 2, 4),
  eol: fc.constantFrom('\n', '\r\n'),
  lastLine: fc.boolean(),
  strip: fc.boolean(),
  doc: seldom,
  tail: fc.option(fc.constantFrom(0, 2, 4), { freq: 1 }),
  onKey: seldom,
  where: fc.constantFrom('values.yaml', 'values-prod.yaml', 'app.yaml'),
});

const IMAGE = { true: 'fluent/fluent-bit:3', false: 'registry.example.com/web:1' } as const;

function shift(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

function written(own: Item, isMap: boolean): string {
  const name = own.quoted ? `"${own.name}"` : own.name;
  const beside = own.beside ? ` # beside ${own.name}` : '';
  const image = `image: ${IMAGE[`${own.moves}`]}\n`;
  const rest = [
    own.inside ? `# inside ${own.name}\n` : '',
    own.script ? `args:\n- |\n  echo "# ${own.name}"\n\n  echo end\n` : '',
  ].join('');
  const above = own.above ? `# above ${own.name}\n` : '';
  const gap = own.gap ? '\n' : '';
  if (isMap) return `${gap}${above}${name}:${beside}\n${shift(image + rest, 2)}`;
  const last = own.nameLast && !own.beside;
  const fields = last
    ? `${image}${rest}name: ${name}\n`
    : `name: ${name}${beside}\n${image}${rest}`;
  return `${gap}${above}- ${shift(fields, 2).slice(2)}`;
}

const WAIT = {
  list: '- name: wait\n  image: busybox:1\n',
  map: 'wait:\n  image: busybox:1\n',
} as const;

function values(s: Shown): string {
  const { form, items, target, indent } = s;
  const isMap = form.from === 'map';
  const listed = items
    .map((own) => written(own, isMap))
    .join('')
    .replace(/^\n/, '');
  const tail = s.tail === null ? '' : `${' '.repeat(s.tail)}# beside all\n`;
  const body = `${s.doc ? '# above all\n\n' : ''}${listed}${tail}`;
  const [last = ''] = form.keys[0].slice(-1);
  const step = form.from === 'list' ? indent : Math.max(indent, 2);
  const head = form.from === 'text' ? (s.strip ? ' |-' : ' |') : '';
  let source = `${last}:${head}${s.onKey ? ' # beside the key' : ''}\n${shift(body, step)}`;
  if (form.keys[0].length > 1) source = `${form.keys[0][0]}:\n  reload: {}\n${shift(source, 2)}`;
  const empty = { list: '[]', map: '{}', text: '""' }[form.to];
  const held = shift(form.to === 'map' ? WAIT.map : WAIT.list, 2);
  const targets = {
    absent: '',
    empty: `${form.keys[1]}: ${empty}\n`,
    null: `${form.keys[1]}:\n`,
    filled: `${form.keys[1]}:${form.to === 'text' ? ' |' : ''}\n${held}`,
  };
  const both = s.targetFirst ? targets[target] + source : source + targets[target];
  const whole = `first: 1\n${both}${s.lastLine ? '' : '# last of all\nlast: 2\n'}`;
  return form.above.reduceRight((text, key) => `${key}:\n${shift(text, 2)}`, whole);
}

/** The values in their file, and what tells their chart. */
function tree(s: Shown): ReadonlyMap<string, string> {
  const { name, repo, version } = s.form;
  const isText = s.where === 'app.yaml';
  const text = isText
    ? `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec:\n  source:\n    repoURL: ${repo}\n    chart: ${name}\n    targetRevision: ${version}\n    helm:\n      values: |\n${shift(values(s), 8)}`
    : `${name}:\n${shift(values(s), 2)}`;
  const ended = s.lastLine && !isText ? text.replace(/\n$/, '') : text;
  const chart = `apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n- {name: ${name}, version: ${version}, repository: "${repo}"}\n`;
  return new Map([
    [`shop/${s.where}`, ended.replaceAll('\n', s.eol)],
    ...(isText ? [] : [['shop/Chart.yaml', chart] as const]),
  ]);
}

const commentsIn = (text: string): readonly string[] =>
  (text.match(/# (?:above|beside|inside|last)[^\r\n]*/g) ?? []).map(String).sort();

describe('containers that go to another form or another map', () => {
  it('move with every comment, or stay, and are never a bug', async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(shown, async (s) => {
        const before = tree(s);
        const path = `shop/${s.where}`;
        const outcome = await migrate(before, { unsafe: true });
        expect(outcome.failures).toEqual([]);
        const after = outcome.files[0]?.after;
        if (after === undefined) return;
        moved++;
        expect(commentsIn(after)).toEqual(commentsIn(before.get(path) ?? ''));
        expect(after.includes('\r\n')).toBe(s.eol === '\r\n');
        const again = await migrate(new Map([...before, [path, after]]), { unsafe: true });
        expect(again.files).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(moved).toBeGreaterThan(50);
  });
});
