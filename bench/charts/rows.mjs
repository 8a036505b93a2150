// The rows of docs/charts.md whose charts lie in a folder of checkouts (`owner__name`, with the commit in
// `owner__name.commit` or in git).
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { CHARTS } from '../../dist/src/helm/charts/index.js';

/** Charts made for tests of a repository, and copies of dependencies. */
const ASIDE = /(?:^|\/)(?:tests?|testdata|fixtures|node_modules|examples)(?:\/|$)/;

/** `{ row, folder, version, repository, commit, components }`, one for each chart, in the order of the table. */
export function chartsIn(root) {
  const known = new Map();
  const inRepository = (repository) => {
    const folder = join(root, repository.replace('/', '__'));
    if (!known.has(repository)) known.set(repository, existsSync(folder) ? chartFiles(folder) : []);
    return known.get(repository);
  };
  const named = new Set(CHARTS.map(({ id, name }) => `${publisherOf(id)}/${name}`));
  return CHARTS.flatMap((row) => {
    const repository = /^[\w.-]+\/[\w.-]+/.exec(row.source)?.[0] ?? '';
    const found = inRepository(repository).filter(({ name, type }) =>
      row.name === '*'
        ? type !== 'library' && !named.has(`${publisherOf(row.id)}/${name}`)
        : name === row.name,
    );
    const own = row.name === '*' ? found : found.slice(0, 1);
    return own
      .filter(({ version }) => isFor(row, version))
      .map((chart) => ({ row, repository, commit: commitOf(join(root, repository)), ...chart }));
  });
}

/** Every chart of every checkout: what dependencies are taken from. */
export function allCharts(root) {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? chartFiles(join(root, entry.name)) : [],
  );
}

function chartFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?:^|\/)Chart\.yaml$/.test(path) && !ASIDE.test(path))
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
    .map((path) => {
      const at = join(folder, dirname(path));
      const { name, version, type, dependencies } = parse(readFileSync(join(folder, path), 'utf8'));
      return { name, version: String(version), type, folder: at, dependencies: dependencies ?? [] };
    });
}

function publisherOf(id) {
  return id.slice(0, id.indexOf('/'));
}

function isFor({ since, below }, version) {
  const major = Number.parseInt(version, 10);
  return (since === null || major >= since) && (below === null || major < below);
}

function commitOf(folder) {
  const own = folder.replace(/\/([^/]+)$/, '__$1');
  const beside = `${own}.commit`;
  if (existsSync(beside)) return readFileSync(beside, 'utf8').trim();
  const git = ['rev-parse', '--short=12', 'HEAD'];
  return spawnSync('git', git, { cwd: own, encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** Components with the stars of their paths filled in by what values.yaml of the chart has. */
export function componentsOf({ row, folder }, extra) {
  const text = existsSync(join(folder, 'values.yaml'))
    ? readFileSync(join(folder, 'values.yaml'), 'utf8')
    : '';
  const values = { ...parse(text, { merge: true, maxAliasCount: -1 }), ...extra };
  return row.components.flatMap((component) => {
    if (component.from === null) return [];
    if (!component.from.includes('*')) return [{ ...component, star: null }];
    const at = component.from.split('.');
    const star = at.indexOf('*');
    const holder = at.slice(0, star).reduce((own, key) => own?.[key], values) ?? {};
    const own = row.components.map(({ from }) => from);
    return Object.keys(holder)
      .filter((key) => hasKey(holder[key], at.slice(star + 1)))
      .map((key) => {
        const fill = (path) => path?.replace('*', key) ?? null;
        return { ...component, star: key, from: fill(component.from), to: fill(component.to) };
      })
      .filter(({ from }) => !own.includes(from));
  });
}

function hasKey(value, path) {
  const last = path.at(-1);
  const holder = path.slice(0, -1).reduce((own, key) => own?.[key], value);
  return typeof holder === 'object' && holder !== null && last in holder;
}
