// What following the templates of a checkout's charts gives, with the table of charts switched off, and where the
// two differ: `node bench/templates.mjs <folder>…` prints Markdown for docs/survey.md. `--details` has each list.
// Nothing in the folders is changed, and nothing is rendered.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values: flags, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: { details: { type: 'boolean' } },
});
if (folders.length === 0) {
  console.error('templates: name at least one folder: node bench/templates.mjs ../some/checkout');
  process.exit(2);
}

const { renderChart, pairsIn, CHARTS, componentAt } = await load();
const ASPECTS = ['to', 'fromShape', 'fromTpl', 'toShape', 'toTpl', 'passes', 'position', 'fanOut'];
const COLUMNS = [
  ...['charts', 'with lists', 'lists', 'followed', 'cannot move', 'not followed'],
  ...['same as the table', 'different', 'not in the table'],
];

const rows = folders.map(survey);
console.log(`| repository | commit | ${COLUMNS.join(' | ')} |`);
console.log(`| --- | --- |${' --- |'.repeat(COLUMNS.length)}`);
for (const row of rows)
  console.log(
    `| ${[row.name, row.commit, ...COLUMNS.map((column) => row.counts[column])].join(' | ')} |`,
  );
list(
  'Cannot move, with the place',
  rows.flatMap(({ none }) => none),
);
list(
  'Not followed to the end',
  rows.flatMap(({ unsure }) => unsure),
);
list(
  'Different from the table',
  rows.flatMap(({ differing }) => differing),
);
if (flags.details)
  list(
    'Followed',
    rows.flatMap(({ followed }) => followed),
  );

function survey(folder) {
  const cwd = resolve(folder);
  const name = basename(cwd).replace('__', '/');
  const files = readdirSync(cwd, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const charts = files.filter((path) => basename(path) === 'Chart.yaml').map(dirname);
  const found = { none: [], unsure: [], differing: [], followed: [] };
  const counts = Object.fromEntries(COLUMNS.map((column) => [column, 0]));
  for (const chart of charts) {
    const below = (part) =>
      files
        .filter((path) => path.startsWith(`${chart}/${part}/`) && path.includes('/templates/'))
        .map((path) => ({ path: relative(chart, path), text: readFileSync(path, 'utf8') }));
    const own = below('templates');
    if (own.length === 0) continue;
    counts.charts++;
    const rendered = renderChart(own, below('charts'));
    const pairs = rendered === null ? [] : pairsIn(rendered);
    const title = readName(chart);
    const table = rowsFor(name, title);
    if (pairs.length > 0) counts['with lists']++;
    for (const pair of pairs) count(pair, title, table, counts, found);
  }
  return { name, commit: commitOf(cwd), counts, ...found };
}

function count({ component, objection }, chart, table, counts, found) {
  const words = `${chart} ${component.from}`;
  counts.lists++;
  if (objection === null && component.fanOut.length > 0) {
    counts['cannot move']++;
    found.none.push(`${words}: ${component.to} goes to ${component.fanOut.join(', ')}, too`);
  } else if (objection === null) {
    counts.followed++;
    found.followed.push(`${words} → ${component.to} (${component.position})`);
  } else {
    counts[objection.unsure ? 'not followed' : 'cannot move']++;
    found[objection.unsure ? 'unsure' : 'none'].push(`${words}: ${objection.message}`);
  }
  const known = table === null ? null : componentAt(table, component.from.split('.'));
  if (known === null) {
    counts['not in the table']++;
    return;
  }
  const there = { ...known.component, to: known.to === null ? null : known.to.join('.') };
  const aspects = objection?.unsure ? [] : ASPECTS.filter((key) => differs(key, component, there));
  if (aspects.length === 0) {
    if (!objection?.unsure) counts['same as the table']++;
    return;
  }
  counts.different++;
  const said = aspects.map((key) => `${key} ${component[key]}, in the table ${there[key]}`);
  found.differing.push(`${words}: ${said.join('; ')}`);
}

/** A row that does not say cannot differ. */
function differs(key, own, row) {
  if (own.to === null && row.to === null) return false;
  if (row[key] === null || row[key] === 'unknown' || own[key] === null)
    return key === 'to' && own.to !== row.to;
  if (key === 'fanOut') return own.fanOut.length > 0 !== row.fanOut.length > 0;
  return own[key] !== row[key];
}

function rowsFor(repository, name) {
  const mine = CHARTS.filter(({ source }) => source.startsWith(repository));
  return (
    mine.find((row) => row.name === name && row.below === null) ??
    mine.find((row) => row.name === '*') ??
    null
  );
}

function readName(chart) {
  const text = readFileSync(join(chart, 'Chart.yaml'), 'utf8');
  return /^name:\s*["']?([\w.-]+)/m.exec(text)?.[1] ?? basename(chart);
}

function list(title, lines) {
  console.log(`\n${title} (${lines.length}):\n`);
  for (const line of lines) console.log(`- ${line}`);
}

function commitOf(folder) {
  const beside = `${folder}.commit`;
  return existsSync(beside) ? readFileSync(beside, 'utf8').trim() : '';
}

/** The code as it is in `src`: following templates is no command of its own. */
async function load() {
  const outfile = join(tmpdir(), `templates-${process.pid}.mjs`);
  const src = join(import.meta.dirname, '..', 'src');
  const contents = [
    'helm/templates/chart.ts',
    'helm/templates/pairs.ts',
    'helm/charts/index.ts',
    'helm/charts/component.ts',
  ]
    .map((path) => `export * from ${JSON.stringify(join(src, path))};`)
    .join('\n');
  await build({
    stdin: { contents, resolveDir: src },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}
