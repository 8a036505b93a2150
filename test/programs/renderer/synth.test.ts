import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kubeTools } from '../../support/kubectl.js';
import { codeOf, isRunning, start, until } from '../../support/started.js';
import { BASE, type ProveRig, withTree } from '../../support/tree.js';

const TOP = join(import.meta.dirname, '..', '..', '..');
const INSTALLED = ['cdk8s', 'cdk8s-plus-34', 'constructs', 'esbuild', '.bin'];

/** A cdk8s project as `cdk8s init` makes one, but for the compiler: esbuild makes the same in less time. */
const PACKAGE = JSON.stringify({
  name: 'shop',
  private: true,
  scripts: {
    synth:
      'esbuild main.ts --bundle --platform=node --packages=external --log-level=error --outfile=main.cjs && node main.cjs',
  },
});
const MAIN = `import { App, Chart } from 'cdk8s';
import { KubeDeployment } from 'cdk8s-plus-34/lib/imports/k8s';

const app = new App();
const chart = new Chart(app, 'shop');
new KubeDeployment(chart, 'web', {
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          { name: 'web', image: 'registry.example.com/web:1' },
          { name: 'agent', image: 'fluent/fluent-bit:3' },
        ],
      },
    },
  },
});
app.synth();
`;
const PLUS = `import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';

const app = new App();
const chart = new Chart(app, 'shop');
const logs = kplus.Volume.fromEmptyDir(chart, 'logs', 'logs');
const data = kplus.Volume.fromEmptyDir(chart, 'data', 'data');
const web = new kplus.Deployment(chart, 'web');
web.addContainer({ name: 'agent', image: 'fluent/fluent-bit:3', volumeMounts: [{ path: '/logs', volume: logs }] });
web.addContainer({ name: 'web', image: 'nginx:1.27', volumeMounts: [{ path: '/data', volume: data }] });
app.synth();
`;
const PROJECT = { 'tree/package.json': PACKAGE, 'tree/main.ts': MAIN };

/** A project with modules that are installed: links, as pnpm has them. */
function withProject(
  files: Readonly<Record<string, string>>,
  test: (rig: ProveRig) => void | Promise<void>,
): Promise<void> {
  return withTree(files, null, (rig) => {
    const modules = join(rig.tree, 'node_modules');
    mkdirSync(modules);
    for (const name of INSTALLED) symlinkSync(join(TOP, 'node_modules', name), join(modules, name));
    return test(rig);
  });
}

const PATH = { PATH: process.env.PATH ?? '' };

function prove(rig: ProveRig, command: string, ...args: string[]) {
  return rig.run(['--prove', '--synth', command, ...args], {
    cwd: rig.tree,
    env: { ...PATH, TMPDIR: rig.temporary },
  });
}

/** What was said of proofs, without the summary. */
function lines(err: string): readonly string[] {
  return err
    .split('\n')
    .filter((line) => /^sidecar-migrate: (?:proven|differs|left out|no render)/.test(line))
    .map((line) => line.replace('sidecar-migrate: ', ''));
}

describe('--prove --synth', () => {
  it('runs the command in copies, and touches nothing; no kubectl is needed', () =>
    withProject(PROJECT, (rig) => {
      const before = rig.hash();
      const { code, err } = prove(rig, 'npm run synth');
      expect(code, err).toBe(0);
      expect(lines(err)).toEqual(['proven .: 1 object changed, as planned']);
      expect(err).toContain('rendered with npm run synth\n');
      expect(rig.hash()).toBe(before);
      expect(rig.left()).toEqual([]);
    }));

  it('writes what is proven, and names its proofs in the JSON report', () =>
    withProject(PROJECT, (rig) => {
      const report = JSON.parse(prove(rig, 'npm run synth', '--format', 'json').out) as {
        proofs: unknown;
      };
      expect(report.proofs).toEqual([
        {
          renderer: 'synth',
          target: '.',
          state: 'proven',
          message: '1 object changed, as planned',
          changed: 1,
        },
      ]);
      expect(prove(rig, 'npm run synth', '--write').code).toBe(0);
      expect(rig.read('tree/main.ts')).toContain("restartPolicy: 'Always'");
    }));

  it('takes volumes of cdk8s-plus as a set', () =>
    withProject({ ...PROJECT, 'tree/main.ts': PLUS }, (rig) => {
      const { code, err } = prove(rig, 'npm run synth', '--unsafe');
      expect(code, err).toBe(0);
      expect(lines(err)).toEqual(['proven .: 1 object changed, as planned']);
    }));

  it('looks where cdk8s.yaml says, and not at what an earlier run left', () =>
    withProject(
      {
        ...PROJECT,
        'tree/cdk8s.yaml': 'language: typescript\napp: node main.cjs\noutput: out/manifests\n',
        'tree/main.ts': MAIN.replace('new App()', "new App({ outdir: 'out/manifests' })"),
        'tree/out/manifests/old.k8s.yaml': 'kind: Old\n',
      },
      (rig) => {
        const { code, err } = prove(rig, 'npm run synth');
        expect(code, err).toBe(0);
        expect(lines(err)).toEqual(['proven .: 1 object changed, as planned']);
        expect(rig.read('tree/out/manifests/old.k8s.yaml')).toBe('kind: Old\n');
      },
    ));

  it('takes what the command prints where it writes no file', () =>
    withProject(
      {
        ...PROJECT,
        'tree/main.ts': MAIN.replace('app.synth()', 'console.log(app.synthYaml())'),
      },
      (rig) => {
        const { code, err } = prove(rig, 'npm run synth');
        expect(code, err).toBe(0);
        expect(lines(err)).toEqual(['proven .: 1 object changed, as planned']);
      },
    ));

  it('follows packages of the same repository into the copy', () =>
    withProject(
      {
        'tree/package.json': PACKAGE,
        'tree/main.ts':
          "import { App } from 'cdk8s';\nimport { Shop } from '@shop/pods';\nconst app = new App();\nnew Shop(app, 'shop');\napp.synth();\n",
        'tree/packages/pods/package.json':
          '{"name":"@shop/pods","main":"index.ts","type":"commonjs"}',
        'tree/packages/pods/index.ts': MAIN.replace(
          "const app = new App();\nconst chart = new Chart(app, 'shop');\nnew KubeDeployment(chart,",
          'export class Shop extends Chart {\n  constructor(app: App, id: string) {\n    super(app, id);\nnew KubeDeployment(this,',
        ).replace('app.synth();\n', '}\n}\n'),
      },
      (rig) => {
        mkdirSync(join(rig.tree, 'node_modules', '@shop'));
        symlinkSync('../../packages/pods', join(rig.tree, 'node_modules', '@shop', 'pods'));
        const bundled =
          'npx esbuild main.ts --bundle --platform=node --external:cdk8s* --external:constructs --outfile=main.cjs && node main.cjs';
        const { code, err } = prove(rig, bundled);
        expect(code, err).toBe(0);
        expect(lines(err)).toEqual(['proven .: 1 object changed, as planned']);
      },
    ));

  it('runs scripts of the project that are executable', () =>
    withProject({ ...PROJECT, 'tree/synth.sh': '#!/bin/sh\nnpm run synth\n' }, (rig) => {
      rig.shell('chmod 755 tree/synth.sh');
      expect(lines(prove(rig, './synth.sh').err)).toEqual([
        'proven .: 1 object changed, as planned',
      ]);
    }));
});

const CHART = {
  'tree/chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'tree/chart/templates/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: "{{ .Release.Name }}-web"}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      {{- with .Values.initContainers }}
      initContainers: {{ toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - {name: web, image: registry.example.com/web:1}
        {{- with .Values.sidecars }}{{ toYaml . | nindent 8 }}{{- end }}
`,
  'tree/.sidecar-migrate.yaml': 'charts: [{name: shop, from: sidecars, to: initContainers}]\n',
  'tree/main.ts': `import { App, Chart, Helm } from 'cdk8s';

const app = new App();
new Helm(new Chart(app, 'shop'), 'web', {
  chart: './chart',
  values: { sidecars: [{ name: 'agent', image: 'fluent/fluent-bit:3' }] },
});
app.synth();
`,
};

describe('values that a program gives to a chart', () => {
  it('are proven by what the real helm makes of them', () => {
    const tools = kubeTools();
    return tools === null
      ? undefined
      : withProject({ ...PROJECT, ...CHART }, (rig) => {
          const { code, err } = rig.run(
            ['--prove', '--synth', 'npm run synth', '--unsafe', '--write'],
            {
              cwd: rig.tree,
              env: { PATH: `${dirname(tools.helm)}:${PATH.PATH}`, TMPDIR: rig.temporary },
            },
          );
          expect(code, err).toBe(0);
          expect(lines(err)).toEqual(['proven .: 1 object changed, as planned']);
          expect(rig.read('tree/main.ts')).toContain(
            "initContainers: [{ name: 'agent', image: 'fluent/fluent-bit:3', restartPolicy: 'Always' }]",
          );
        });
  });
});

describe('a command that proves nothing', () => {
  it('is said with its last lines where it fails as things stand, and nothing is written', () =>
    withProject(PROJECT, (rig) => {
      const before = rig.hash();
      const { code, err } = prove(rig, 'echo one; echo two >&2; exit 3', '--write');
      expect(code).toBe(2);
      expect(lines(err)).toEqual([
        'left out .: cannot be rendered before the change: one | two',
        'no render of --synth could be compared: run the command by itself first',
      ]);
      expect(rig.hash()).toBe(before);
      expect(rig.left()).toEqual([]);
    }));

  it.each([
    ['is not there', 'no-such-command', /no-such-command.*not found/],
    ['makes nothing', 'true', /it writes no manifests to dist, and prints none/],
    ['prints something else', 'echo hello', /it writes no manifests to dist, and prints none/],
  ])('%s', (_, command, words) =>
    withProject(PROJECT, (rig) => {
      const { code, err } = prove(rig, command);
      expect(code).toBe(2);
      expect(err).toMatch(words);
    }),
  );

  it('leaves out the program that changes', () =>
    withProject({ ...PROJECT, 'tree/other.ts': MAIN.replaceAll('web', 'other') }, (rig) => {
      const { code, err } = prove(rig, 'npm run synth', 'other.ts');
      expect(code).toBe(2);
      expect(lines(err)).toEqual([
        'proven .: renders the same as before',
        'left out other.ts: agent of Deployment other is not in any render',
        'no render of --synth could be compared: run the command by itself first',
      ]);
    }));
});

describe('a proof of --synth is broken', () => {
  it.each([
    [
      'where the command fails afterwards',
      MAIN.replace(
        'app.synth();',
        "if (app.synthYaml().includes('initContainers')) throw new Error('no init containers here');\napp.synth();",
      ),
      /differs \.: can no longer be rendered: .*no init containers here/,
    ],
    [
      'where the program makes something else of it',
      MAIN.replace(
        'app.synth();',
        "require('fs').mkdirSync('dist', { recursive: true });\nrequire('fs').writeFileSync('dist/a.yaml', app.synthYaml().replaceAll('Always', 'OnFailure'));",
      ),
      /differs \.: .*agent should move, and is not a native sidecar/,
    ],
    [
      'where the program counts containers',
      MAIN.replace(
        'app.synth();',
        "require('fs').mkdirSync('dist', { recursive: true });\nrequire('fs').writeFileSync('dist/a.yaml', app.synthYaml() + '---\\nkind: Count\\nmetadata: {name: c}\\ncount: ' + (chart.toJson() as any)[0].spec.template.spec.containers.length);",
      ),
      /differs \.: .*Count c: \/count should be 2, and is 1/,
    ],
  ])('%s', (_, main, words) =>
    withProject({ ...PROJECT, 'tree/main.ts': main }, (rig) => {
      const before = rig.hash();
      const { code, err } = prove(rig, 'npm run synth', '--write');
      expect(code).toBe(2);
      expect(err).toMatch(words);
      expect(err).not.toMatch(/^ {4}at .*prove/m);
      expect(rig.hash()).toBe(before);
    }),
  );

  it('where it does not read what changes', () =>
    withProject(PROJECT, (rig) => {
      rig.run([], { cwd: rig.tree, env: PATH });
      const stale = 'npm run synth && cp -r dist ../kept';
      const made = rig.shell(`cd tree && ${stale}`);
      expect(made.code, made.err).toBe(0);
      const { code, err } = prove(rig, `cat ${join(rig.dir, 'kept')}/*.yaml`);
      expect(code).toBe(2);
      expect(err).toContain('agent should move, and stays in containers; it renders the same');
    }));
});

describe('the option', () => {
  it.each([
    [['--synth', 'npm run synth'], '--synth is the command that --prove runs: add --prove'],
    [['--prove', '--synth', ' '], '--synth takes the command that generates your manifests'],
    [['--prove', '--synth', 'x', '-'], '--prove renders files in folders'],
  ])('is an error that helps: %j', (args, words) =>
    withTree(PROJECT, null, (rig) => {
      const { code, err } = rig.run(args, { cwd: rig.tree });
      expect(code).toBe(2);
      expect(err).toContain(words);
    }),
  );

  it('is hinted at where --prove alone meets programs', () => {
    const tools = kubeTools();
    return tools === null
      ? undefined
      : withTree(PROJECT, tools.kubectl, (rig) => {
          expect(rig.prove().err).toContain('for programs, use --synth');
        });
  });

  it('goes with kustomize in one run', () => {
    const tools = kubeTools();
    return tools === null
      ? undefined
      : withTree({ ...BASE, ...PROJECT }, tools.kubectl, (rig) => {
          mkdirSync(join(rig.tree, 'node_modules'));
          for (const name of INSTALLED)
            symlinkSync(join(TOP, 'node_modules', name), join(rig.tree, 'node_modules', name));
          const { code, err } = rig.run(['--prove', '--synth', 'npm run synth'], {
            cwd: rig.tree,
            env: { PATH: `${join(rig.dir, 'bin')}:${PATH.PATH}`, TMPDIR: rig.temporary },
          });
          expect(code, err).toBe(0);
          expect(lines(err)).toEqual([
            'proven base: 1 object changed, as planned',
            'proven .: 1 object changed, as planned',
          ]);
        });
  });

  it('ends the command and all that it started when the run is interrupted', () =>
    withProject(PROJECT, async (rig) => {
      const said = join(rig.dir, 'pid');
      const synth = `sh -c 'echo $$ > ${said}; sleep 600'; true`;
      const env = { ...process.env, TMPDIR: rig.temporary };
      const run = start(rig.tree, ['--prove', '--synth', synth], env);
      await until(() => existsSync(said) && readFileSync(said, 'utf8') !== '');
      run.child.kill('SIGTERM');
      expect(await codeOf(run)).toBe(143);
      const pid = Number(readFileSync(said, 'utf8'));
      await until(() => !isRunning(pid));
      expect(rig.left()).toEqual([]);
    }));
});
