import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rig } from '../support/rig.js';

const corpus = process.env.SIDECAR_MIGRATE_CORPUS;
if (corpus === undefined)
  throw new Error('SIDECAR_MIGRATE_CORPUS names no folder: this suite runs over real files only');

interface Labelled {
  readonly name: string;
  readonly role: string;
  readonly move?: string;
}

interface Label {
  readonly file: string;
  readonly containers: readonly Labelled[];
}

interface Report {
  readonly pods: readonly {
    readonly path: string;
    readonly containers: readonly {
      readonly name: string;
      readonly list: string;
      readonly state: string;
      readonly role: { readonly why: string } | null;
      readonly findings: readonly {
        readonly code: string;
        readonly severity: string;
        readonly message: string;
      }[];
    }[];
  }[];
  readonly failures: readonly unknown[];
}

/** What is said where no file that was given tells the chart. */
const NO_CHART =
  /is in no file here|not known which chart|chart is not known|names no chart|does not name a chart|does not name a known chart|the chart \S+(?: \S+)? is not known|not in this one|is not followed by this version|disagree on the chart|no release in the tree uses|chart is computed|is not in this repository/;

/** How many labelled sidecars have a chart that is told, and how many of them are sure to be sidecars. */
const TOLD = 34;
const SURE = 14;

/** An object as it stands beside these releases in their repositories. */
const source = (name: string): string => `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: ${name}}
spec:
  ref: {tag: 4.1.2}
  url: oci://ghcr.io/bjw-s-labs/helm/app-template
`;

/**
 * What names the charts of the other values in their repositories, by its place in the corpus: an index
 * of clusters, charts with dependencies, a command.
 */
const dependency = (name: string, repository: string, version: string): string =>
  `name: own\nversion: 1.0.0\ndependencies:\n- {name: ${name}, repository: "${repository}", version: ${version}}\n`;
const cluster = (file: string): string =>
  `hubs:\n- {name: hub, helm_chart: basehub, helm_chart_values_files: [${file}]}\n`;
const APP_TEMPLATE = 'https://bjw-s-labs.github.io/helm-charts';
const NAMING: Readonly<Record<string, string>> = {
  '2i2c-org__infrastructure/helm-charts/basehub/Chart.yaml': dependency(
    'jupyterhub',
    'https://hub.jupyter.org/helm-chart/',
    '4.1.0',
  ),
  '2i2c-org__infrastructure/config/clusters/maap/cluster.yaml': cluster('common.values.yaml'),
  '2i2c-org__infrastructure/config/clusters/hhmi/cluster.yaml': cluster('spyglass.values.yaml'),
  'khuedoan__homelab/apps/jellyfin/Chart.yaml': dependency('app-template', APP_TEMPLATE, '3.7.3'),
  'khuedoan__homelab/apps/paperless/Chart.yaml': dependency('app-template', APP_TEMPLATE, '3.7.3'),
  'bjw-s__helm-charts/examples/helm/install.sh': ['home-assistant', 'qbittorrent']
    .map(
      (name) =>
        `helm upgrade --install ${name} app-template --repo ${APP_TEMPLATE} --version 3.7.3 -f ${name}/values.yaml\n`,
    )
    .join(''),
};

const work = rig();
afterAll(() => work.end());
beforeAll(() => {
  for (const folder of ['values', 'helm-values', 'migrations']) {
    cpSync(join(corpus, folder), join(work.dir, folder), { recursive: true });
    // Each a repository of its own: what lies beside it says nothing of its charts.
    execFileSync('git', ['init', '-q', join(work.dir, folder)]);
  }
});

function report(args: readonly string[]): Report {
  const { out, err, code } = work.run([...args, '--format', 'json', '--include-generated']);
  expect(code, err).toBe(0);
  const read = JSON.parse(out) as Report;
  expect(read.failures).toEqual([]);
  return read;
}

interface Judged {
  readonly label: Labelled;
  readonly file: string;
  readonly state: string;
  readonly why: string;
}

function judge({ pods }: Report, labels: readonly Label[]): readonly Judged[] {
  return labels.flatMap(({ file, containers }) =>
    containers.map((label) => {
      const own = pods
        .filter(({ path }) => path === file)
        .flatMap((pod) => pod.containers)
        .find(({ name, list }) => name === label.name && list === 'containers');
      const blocks = own?.findings.filter(({ severity }) => severity === 'block') ?? [];
      const unknown = blocks.find(({ message }) => NO_CHART.test(message));
      const why = (unknown ?? blocks[0])?.message ?? own?.role?.why ?? 'not read';
      return { label, file, state: own?.state ?? 'unseen', why };
    }),
  );
}

interface Share {
  readonly told: number;
  readonly moved: number;
}

/** Of those whose chart is told, as a run says that takes each for a sidecar. */
function share(title: string, judged: readonly Judged[], asked: readonly Judged[]): Share {
  const known = judged.filter((_, i) => !NO_CHART.test(asked[i]?.why ?? ''));
  const moved = known.filter(({ state }) => state === 'moved');
  const line = ({ label, file, state, why }: Judged): string =>
    `  ${state} ${label.name} (${file}): ${why}`;
  console.log(
    `${title}: ${moved.length} of ${known.length} whose chart is told move, of ${judged.length}\n${judged
      .filter(({ state }) => state !== 'moved')
      .map(line)
      .join('\n')}`,
  );
  return { told: known.length, moved: moved.length };
}

describe('labelled values', () => {
  const labels = readFileSync(join(corpus, 'values.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Label);
  const sidecars = (judged: readonly Judged[]): readonly Judged[] =>
    judged.filter(({ label }) => label.role === 'sidecar' && label.move !== 'must not');
  const named = labels.flatMap(({ containers }) =>
    containers
      .filter(({ role, move }) => role === 'sidecar' && move !== 'must not')
      .flatMap(({ name }) => ['--sidecar', name]),
  );
  const wrong = (judged: readonly Judged[]): readonly string[] =>
    judged
      .filter(
        ({ label, state }) =>
          state === 'moved' && (label.role !== 'sidecar' || label.move === 'must not'),
      )
      .map(({ label, file }) => `${label.name} in ${file}`);

  it('as they are: nothing moves that must not, and none of them says its chart', () => {
    const judged = judge(report(['--unsafe', 'values']), labels);
    expect(wrong(judged)).toEqual([]);
    const asked = sidecars(judge(report(['--unsafe', ...named, 'values']), labels));
    // Each names its chart in another file, which was not kept with it.
    expect(share('values.jsonl', sidecars(judged), asked)).toEqual({ told: 0, moved: 0 });
  });

  it('beside what names their charts: most of them move, and nothing that must not', () => {
    const names = new Set(
      labels.flatMap(({ file }) => {
        const text = readFileSync(join(corpus, file), 'utf8');
        return /kind: OCIRepository\s+name: (\S+)/.exec(text)?.[1] ?? [];
      }),
    );
    work.write('values/sources.yaml', [...names].map(source).join(''));
    for (const [path, text] of Object.entries(NAMING)) work.write(`values/${path}`, text);
    const judged = judge(report(['--unsafe', 'values']), labels);
    expect(wrong(judged)).toEqual([]);
    const asked = sidecars(judge(report(['--unsafe', ...named, 'values']), labels));
    const all = share('values.jsonl beside what names the charts', sidecars(judged), asked);
    const each = share('the same with --sidecar for each', asked, asked);
    expect(each.told).toBeGreaterThanOrEqual(TOLD);
    expect(each.moved / each.told).toBeGreaterThanOrEqual(0.8);
    // Of the others nothing but a person says that they are sidecars.
    expect(all.moved).toBeGreaterThanOrEqual(SURE);
  });
});

describe('values with their charts', () => {
  it('move where the chart is told, and are reported elsewhere', () => {
    const judged = readdirSync(join(corpus, 'helm-values')).flatMap((folder) => {
      const about = JSON.parse(
        readFileSync(join(corpus, 'helm-values', folder, 'about.json'), 'utf8'),
      ) as { file?: string; containers?: readonly Labelled[] };
      const own = (about.containers ?? []).filter(({ role }) => role === 'sidecar');
      const path = `helm-values/${folder}`;
      if (own.length === 0 || !existsSync(join(work.dir, path))) return [];
      const flags = own.flatMap(({ name }) => ['--sidecar', name]);
      const read = report(['--unsafe', ...flags, path]);
      const files = [...new Set(read.pods.map((pod) => pod.path))];
      return judge({ ...read, pods: read.pods.map((pod) => ({ ...pod, path })) }, [
        { file: path, containers: own },
      ]).map((each) => ({ ...each, file: files.join(' ') || path }));
    });
    const { told, moved } = share('helm-values', judged, judged);
    expect(told).toBeGreaterThanOrEqual(12);
    expect(moved / told).toBeGreaterThanOrEqual(0.9);
    expect(judged.filter(({ state }) => state === 'unseen')).toEqual([]);
  });
});

describe('migrations of values made by hand', () => {
  const folders = readdirSync(join(corpus, 'migrations'));
  const folder = (number: string): string =>
    `migrations/${folders.find((name) => name.startsWith(number)) ?? ''}`;
  const sidecarsOf = (path: string): readonly string[] =>
    (JSON.parse(readFileSync(join(corpus, path, 'about.json'), 'utf8')) as { sidecars: string[] })
      .sidecars;
  const stateOf = (path: string): Readonly<Record<string, string>> => {
    const flags = sidecarsOf(path).flatMap((name) => ['--sidecar', name]);
    const { pods } = report(['--unsafe', ...flags, `${path}/before.yaml`, `${path}/source.yaml`]);
    return Object.fromEntries(
      pods.flatMap((pod) => pod.containers.map(({ name, state }) => [name, state])),
    );
  };
  const textOf = (path: string): string => readFileSync(join(corpus, path, 'before.yaml'), 'utf8');
  const present = (path: string): readonly string[] =>
    sidecarsOf(path).filter((name) => new RegExp(`^ +${name}:`, 'm').test(textOf(path)));

  it.each(['10', '17'])('%s moves those that are there', (number) => {
    const path = folder(number);
    work.write(`${path}/source.yaml`, source('unused'));
    const states = stateOf(path);
    expect(present(path).length).toBeGreaterThan(0);
    for (const name of present(path)) expect(states[name], name).toBe('moved');
  });

  it.each(['11', '13', '14', '22'])('%s is reported: no file tells its chart', (number) => {
    const path = folder(number);
    work.write(`${path}/source.yaml`, source('unused'));
    const states = stateOf(path);
    expect(Object.values(states)).not.toContain('moved');
    expect(Object.keys(states)).not.toEqual([]);
  });

  it.each(['11', '13', '14'])('%s moves with its OCIRepository beside it', (number) => {
    const path = folder(number);
    const name = /chartRef:\s+kind: OCIRepository\s+name: (\S+)/.exec(textOf(path))?.[1] ?? '';
    work.write(`${path}/source.yaml`, source(name));
    const states = stateOf(path);
    for (const sidecar of present(path)) expect(states[sidecar], sidecar).toBe('moved');
    expect(Object.values(states)).toContain('moved');
  });
});
