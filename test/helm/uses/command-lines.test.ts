import { describe, expect, it } from 'vitest';
import { chartOfCommand, commandsIn } from '../../../src/helm/uses/command-lines.js';
import { scriptIn, scriptUses } from '../../../src/helm/uses/script-uses.js';

const only = (text: string) => commandsIn(text).commands[0];

describe('a command of helm', () => {
  it.each([
    ['as a person types it', 'helm upgrade cache bitnami/redis -f a.yaml'],
    [
      'with flags in between',
      'helm upgrade --install --wait cache -n shop bitnami/redis -f a.yaml',
    ],
    ['with flags before the verb', 'helm --debug upgrade cache bitnami/redis --values=a.yaml'],
    ['over several lines', 'helm upgrade cache \\\n  bitnami/redis \\\r\n  -f a.yaml'],
    ['behind variables', 'FOO=1 sudo helm upgrade cache bitnami/redis -f a.yaml'],
    ['behind another command', 'cd x && helm upgrade cache bitnami/redis -f a.yaml || exit 1'],
    ['of a plug-in', 'helm secrets upgrade cache bitnami/redis -f a.yaml'],
    ['in a Makefile', 'deploy:\n\t@helm upgrade cache bitnami/redis -f a.yaml\n'],
    ['in a Makefile, by a variable', 'deploy:\n\t$(HELM) upgrade cache bitnami/redis -f a.yaml\n'],
    ['for another shell', 'sh -c "helm upgrade cache bitnami/redis -f a.yaml"'],
    ['in a Jenkinsfile', "steps { sh 'helm upgrade cache bitnami/redis -f a.yaml' }"],
    ['in text of Groovy', 'sh """\n  helm upgrade cache bitnami/redis -f a.yaml\n"""'],
    ['with quotes', `helm upgrade "cache" 'bitnami/redis' -f "a.yaml"`],
    ['by its path', '/usr/local/bin/helm3 upgrade cache bitnami/redis -f ./a.yaml'],
    ['in a subshell', 'out=$(helm template cache bitnami/redis -f a.yaml)'],
    ['behind an apostrophe', "# it's here\nhelm upgrade cache bitnami/redis -f a.yaml"],
    ['with joined flags', 'helm upgrade -i cache bitnami/redis -fa.yaml'],
    ['in brackets', '(cd x && helm upgrade cache bitnami/redis -f a.yaml)'],
    ['in a pipe', 'x | helm upgrade cache bitnami/redis -f a.yaml | y'],
    ['with a computed flag', 'helm upgrade cache bitnami/redis --set a=$(cat $(b)) -f a.yaml'],
  ])('is read %s', (_, text) =>
    expect(only(text)).toMatchObject({
      chart: 'bitnami/redis',
      files: [expect.stringMatching(/^(?:\.\/)?a\.yaml$/)],
    }),
  );

  it.each([
    ['another program', 'helmfile upgrade cache bitnami/redis -f a.yaml'],
    ['another verb', 'helm uninstall cache'],
    ['a comment', '# helm upgrade cache bitnami/redis -f a.yaml'],
    ['words', 'echo "run helm"'],
  ])('is not %s', (_, text) => expect(commandsIn(text).commands).toEqual([]));

  it.each([
    ['a variable', 'helm upgrade cache $CHART -f a.yaml'],
    ['a value of a pipeline', `helm upgrade cache ${'$'}{{ inputs.chart }} -f a.yaml`],
    ['nothing', 'helm upgrade cache -f a.yaml'],
  ])('names no chart with %s', (_, text) =>
    expect(only(text)).toMatchObject({ chart: null, files: ['a.yaml'] }),
  );

  it.each([
    ['helm template ./chart -f a.yaml', './chart'],
    ['helm install --generate-name ./chart -f a.yaml', './chart'],
    ['helm install -g -f a.yaml bitnami/redis', 'bitnami/redis'],
  ])('%s has no name of a release', (text, chart) =>
    expect(only(text)).toMatchObject({ chart, name: '' }),
  );

  it.each([
    ['--set a.b=1', ['a.b']],
    ['--set a.b=1,c[0].d=2', ['a.b', 'c[0].d']],
    ['--set "a={1,2},b=3"', ['a', 'b']],
    ['--set-string a=x\\,y,b=1', ['a', 'b']],
    [`--set-json 'sidecars=[{"name":"a"}],b=1'`, ['sidecars', 'b']],
    ['--set-file=a.b=file.txt', ['a.b']],
    ['--set-literal a=b=c', ['a']],
    ["--set 'nodeSelector.kubernetes\\.io/role=x'", ['nodeSelector.kubernetes.io/role']],
    ['--set sidecars\\[0\\].image=x', ['sidecars[0].image']],
  ])('%s sets single values', (flag, names) =>
    expect(
      only(`helm upgrade cache bitnami/redis ${flag}`)?.settings.map((each) => each.name),
    ).toEqual(names),
  );

  it('gives a whole map by --set-json', () =>
    expect(only(`helm upgrade a b --set-json '{"sidecars": []}'`)).toMatchObject({
      settings: [],
      objects: ['{"sidecars": []}'],
    }));
});

describe('the chart of a command', () => {
  const repos = [
    { name: 'bitnami', url: 'https://charts.bitnami.com/bitnami' },
    { name: 'two', url: 'https://a.example.com' },
    { name: 'two', url: 'https://b.example.com' },
  ];
  it.each([
    ['bitnami/redis', { name: 'redis', repo: 'https://charts.bitnami.com/bitnami' }, null],
    [
      'oci://ghcr.io/org/charts/redis',
      { name: 'redis', repo: 'oci://ghcr.io/org/charts/redis' },
      null,
    ],
    ['./charts/shop/', null, './charts/shop/'],
    ['.', null, '.'],
    ['charts/shop', { name: 'shop', repo: 'charts' }, 'charts/shop'],
    ['two/redis', { name: 'redis', repo: 'two' }, 'two/redis'],
  ])('%s', (chart, expected, folder) => {
    const command = only(`helm upgrade a ${chart} --version 1.2.3`);
    if (command === undefined) throw new Error('no command');
    expect(chartOfCommand(command, repos)).toEqual({
      chart: expected === null ? null : { ...expected, version: '1.2.3' },
      folder,
    });
  });
});

describe('scripts', () => {
  const uses = (path: string, text: string) => scriptUses([scriptIn(path, text) ?? []].flat());

  it('say the line of a setting', () => {
    const [use] = uses('a.sh', '#!/bin/sh\nhelm upgrade a ./b \\\n  --set x=1 \\\n  --set y=2\n');
    expect(use?.by).toBe('a.sh:2');
    expect(use?.settings).toEqual([
      { name: 'x', at: 'a.sh:3' },
      { name: 'y', at: 'a.sh:4' },
    ]);
  });

  it('stand in pipelines as texts, folded too, and as lists of words', () => {
    const text = [
      'deploy:',
      '  script:',
      '  - >-',
      '    helm upgrade cache bitnami/redis',
      '    -f a.yaml',
      '    --set x=1',
      '  - [helm, upgrade, cache, bitnami/redis, -f, "b c.yaml"]',
      '',
    ].join('\n');
    const found = uses('.gitlab-ci.yml', text);
    expect(found.map(({ release }) => release.files.map(({ written }) => written))).toEqual([
      ['a.yaml'],
      ['b c.yaml'],
    ]);
    expect(found[0]?.settings).toEqual([{ name: 'x', at: '.gitlab-ci.yml:6' }]);
  });

  it('are seen in a pipeline that is no YAML', () => {
    const text = '{{ if x }}\n- helm upgrade a ./b -f c.yaml\n{{ end }}\n';
    expect(uses('ci.yaml', text)).toMatchObject([{ by: 'ci.yaml:2', release: { folder: './b' } }]);
  });

  it('know the repositories that any of them adds', () => {
    const scripts = [
      ['repos.sh', 'helm repo add --force-update acme https://charts.example.com\n'],
      ['a.sh', 'helm upgrade a acme/redis\n'],
    ].flatMap(([path = '', text = '']) => scriptIn(path, text) ?? []);
    expect(scriptUses(scripts)[0]?.release.chart).toEqual({
      name: 'redis',
      repo: 'https://charts.example.com',
      version: '',
    });
  });
});
