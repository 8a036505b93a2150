import fc from 'fast-check';

/** A manifest in some style, and what is known of it without reading it again. */
export interface Generated {
  readonly text: string;
  readonly apps: readonly string[];
  readonly sidecars: readonly string[];
  readonly inits: readonly string[];
  readonly comments: readonly string[];
}

interface Style {
  readonly indent: 0 | 2;
  readonly initIndent: 0 | 2;
  readonly eol: '\n' | '\r\n';
  readonly bom: boolean;
  readonly finalNewline: boolean;
  readonly quote: '' | '"' | "'";
  readonly firstKey: 'name' | 'image';
  readonly blank: boolean;
  readonly keyComments: boolean;
  readonly init:
    | 'absent'
    | 'empty'
    | 'null'
    | 'null-comment'
    | 'example'
    | 'before'
    | 'after'
    | 'brackets';
  readonly directive: boolean;
  /** Comments above an item stand at its keys' column. */
  readonly deep: boolean;
  readonly trailingKey: boolean;
  readonly spaces: boolean;
  readonly kind: 'Pod' | 'Deployment' | 'CronJob' | 'List';
  readonly more: boolean;
}

const style: fc.Arbitrary<Style> = fc.record({
  indent: fc.constantFrom(0, 2),
  initIndent: fc.constantFrom(0, 2),
  eol: fc.constantFrom('\n', '\n', '\r\n'),
  bom: fc.boolean(),
  finalNewline: fc.boolean(),
  quote: fc.constantFrom('', '', '"', "'"),
  firstKey: fc.constantFrom('name', 'image'),
  blank: fc.boolean(),
  keyComments: fc.boolean(),
  init: fc.constantFrom(
    'absent',
    'absent',
    'empty',
    'null',
    'null-comment',
    'example',
    'before',
    'after',
    'brackets',
  ),
  directive: fc.boolean(),
  deep: fc.boolean(),
  trailingKey: fc.boolean(),
  spaces: fc.boolean(),
  kind: fc.constantFrom('Pod', 'Deployment', 'CronJob', 'List'),
  more: fc.boolean(),
});

type Body =
  | 'plain'
  | 'ports'
  | 'script'
  | 'kept-script'
  | 'folded'
  | 'flow'
  | 'commented-fields'
  | 'multi-line-quote'
  | 'null-policy'
  | 'shared'
  | 'merged';

interface Item {
  readonly sidecar: boolean;
  readonly body: Body;
  readonly above: number;
  readonly beside: boolean;
}

const item: fc.Arbitrary<Item> = fc.record({
  sidecar: fc.boolean(),
  body: fc.constantFrom<Body>(
    'plain',
    'ports',
    'script',
    'kept-script',
    'folded',
    'flow',
    'commented-fields',
    'multi-line-quote',
    'null-policy',
    'shared',
    'merged',
  ),
  above: fc.nat(2),
  beside: fc.boolean(),
});

/** Manifests with at least one application and one sidecar, in every style that people write. */
export const manifests: fc.Arbitrary<Generated> = fc
  .tuple(style, fc.array(item, { minLength: 2, maxLength: 5 }), fc.nat(2))
  .filter(([, items]) => items.some((i) => i.sidecar) && items.some((i) => !i.sidecar))
  .map(([s, items, inits]) => write(s, items, inits));

function write(s: Style, items: readonly Item[], initCount: number): Generated {
  const comments: string[] = [];
  const comment = (): string => {
    const text = `# note ${comments.length} ${'ü'.repeat(comments.length % 2)}`.trimEnd();
    comments.push(text);
    return text;
  };
  const names = items.map((i, n) => (i.sidecar ? `helper-${n}` : `main-${n}`));
  const initNames = Array.from(
    { length: ['before', 'after', 'brackets'].includes(s.init) ? initCount + 1 : 0 },
    (_, n) => `init-${n}`,
  );
  const depth = { Pod: 2, Deployment: 6, CronJob: 10, List: 4 }[s.kind];
  const pad = ' '.repeat(depth);
  const containers = anchored([
    `${pad}containers:${s.keyComments ? ` ${comment()}` : ''}`,
    ...items.flatMap((i, n) =>
      itemLines(i, names[n] ?? '', pad + ' '.repeat(s.indent), s, n, comment),
    ),
  ]);
  const initLines: string[] =
    s.init === 'empty'
      ? [`${pad}initContainers: []`]
      : s.init === 'null'
        ? [`${pad}initContainers:`]
        : s.init === 'null-comment'
          ? [`${pad}initContainers: ${comment()}`]
          : s.init === 'example'
            ? [`${pad}initContainers: []`, `${pad}  ${comment()}`]
            : s.init === 'absent'
              ? []
              : s.init === 'brackets'
                ? [`${pad}initContainers: [${initNames.map(inBraces).join(', ')}]`]
                : [
                    `${pad}initContainers:`,
                    ...initNames.flatMap((name, n) =>
                      itemLines(
                        { sidecar: false, body: 'plain', above: n % 2, beside: false },
                        name,
                        pad + ' '.repeat(s.initIndent),
                        s,
                        n,
                        comment,
                      ),
                    ),
                  ];
  const lists =
    s.init === 'after' || s.init === 'null'
      ? [...containers, ...initLines]
      : [...initLines, ...containers];
  const tail = s.trailingKey
    ? [`${pad}volumes:`, `${pad}- name: scratch`, `${pad}  emptyDir: {}`]
    : [];
  const directive = s.directive ? ['%YAML 1.2', '---'] : [];
  const lines = [...directive, ...head(s.kind), ...lists, ...tail];
  if (s.more)
    lines.push(
      '---',
      '# another document',
      'kind: ConfigMap',
      'apiVersion: v1',
      'data:',
      '  note: "containers: none"',
    );
  const text =
    (s.bom ? '\uFEFF' : '') +
    lines.join(s.eol) +
    (s.finalNewline || items.some(endsInBlock) ? s.eol : '');
  return {
    text,
    apps: names.filter((name) => name.startsWith('main')),
    sidecars: names.filter((name) => name.startsWith('helper')),
    inits: initNames,
    comments,
  };
}

function inBraces(name: string): string {
  return `{name: ${name}, image: "registry.example.com/${name}:1"}`;
}

/** The first that shares something has its anchor, the others borrow from it. */
function anchored(lines: readonly string[]): string[] {
  const seen = new Set<string>();
  return lines.flatMap((line) => {
    const [, pad = '', name] = /^( *)(?:env: | {2}<<: )\*(shared|sc)$/.exec(line) ?? [];
    if (name === undefined || seen.has(name)) return [line];
    seen.add(name);
    if (name === 'shared')
      return [`${pad}env: &shared`, `${pad}- name: SHARED`, `${pad}  value: all`];
    return [`${pad}  <<: &sc`, `${pad}    privileged: false`];
  });
}

/** A block scalar at the end of a file without a newline reads otherwise once it gets one. */
function endsInBlock({ body }: Item): boolean {
  return body === 'script' || body === 'kept-script' || body === 'folded';
}

function head(kind: Style['kind']): string[] {
  switch (kind) {
    case 'Pod':
      return ['apiVersion: v1', 'kind: Pod', 'metadata:', '  name: shop', 'spec:'];
    case 'Deployment':
      return [
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata:',
        '  name: shop',
        'spec:',
        '  template:',
        '    spec:',
      ];
    case 'CronJob':
      return [
        'apiVersion: batch/v1',
        'kind: CronJob',
        'metadata:',
        '  name: shop',
        'spec:',
        '  jobTemplate:',
        '    spec:',
        '      template:',
        '        spec:',
      ];
    case 'List':
      return [
        'apiVersion: v1',
        'kind: List',
        'items:',
        '- apiVersion: v1',
        '  kind: Pod',
        '  metadata: {name: shop}',
        '  spec:',
      ];
  }
}

function itemLines(
  i: Item,
  name: string,
  pad: string,
  s: Style,
  n: number,
  comment: () => string,
): string[] {
  const quoted = (text: string): string => `${s.quote}${text}${s.quote}`;
  const space = s.spaces ? '  ' : '';
  const beside = i.beside ? ` ${comment()}` : '';
  const image = `image: ${quoted(`registry.example.com/${name}:1.${n}`)}${beside}${beside === '' ? space : ''}`;
  const lines: string[] = s.blank && n > 0 ? [''] : [];
  for (let c = 0; c < i.above; c++) lines.push(`${pad}${s.deep ? '  ' : ''}${comment()}`);
  if (i.body === 'flow')
    return [
      ...lines,
      `${pad}- {name: ${quoted(name)}, image: ${quoted(`registry.example.com/${name}:1.${n}`)}}${beside}`,
    ];
  const [first, second] =
    s.firstKey === 'name' ? [`name: ${quoted(name)}`, image] : [image, `name: ${quoted(name)}`];
  return [
    ...lines,
    `${pad}- ${first}`,
    `${pad}  ${second}`,
    ...bodyLines(i.body, `${pad}  `, comment),
  ];
}

function bodyLines(body: Body, pad: string, comment: () => string): string[] {
  switch (body) {
    case 'plain':
    case 'flow':
      return [];
    case 'ports':
      return [`${pad}ports:`, `${pad}- containerPort: 8080`, `${pad}  ${comment()}`];
    case 'script':
      return [
        `${pad}command: [sh, -c]`,
        `${pad}args:`,
        `${pad}- |`,
        `${pad}  # of the script`,
        `${pad}  while true; do`,
        `${pad}    sleep 1`,
        '',
        `${pad}  done`,
      ];
    case 'kept-script':
      return [`${pad}command: [sh, -c]`, `${pad}args:`, `${pad}- |+`, `${pad}  exec serve`, ''];
    case 'folded':
      return [
        `${pad}env:`,
        `${pad}  - name: NOTE`,
        `${pad}    value: >-`,
        `${pad}      folded`,
        `${pad}      text`,
      ];
    case 'commented-fields':
      return [`${pad}tty: false`, `${pad}${comment()}`, `${pad}  ${comment()}`];
    case 'shared':
      return [`${pad}env: *shared`];
    case 'merged':
      return [`${pad}securityContext:`, `${pad}  <<: *sc`];
    case 'null-policy':
      return [`${pad}restartPolicy: null`];
    case 'multi-line-quote':
      return [`${pad}workingDir: "/a \\`, `${pad}  /b"`];
  }
}
