// What the tool makes of a checkout: `npm run survey -- <folder>…` prints Markdown for docs/survey.md.
// `--safe` accepts nothing, `--details` lists each moved and each likely container, `--squares` has a table of the kustomizations that
// read a changed file, drawn with the kubectl on PATH; `--sidecar NAME` is handed on. Nothing in the folders
// is changed. `--charts FOLDER` draws squares on the charts of a folder of checkouts instead: charts/survey.mjs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { COLUMNS, squaresOf } from './squares.mjs';

const BIN = join(import.meta.dirname, '..', 'bin', 'sidecar-migrate.js');
const STATES = ['moved', 'partly-moved', 'review', 'blocked', 'native', 'unchanged'];

const { values: flags, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    details: { type: 'boolean' },
    squares: { type: 'boolean' },
    charts: { type: 'boolean' },
    safe: { type: 'boolean' },
    sidecar: { type: 'string', multiple: true, default: [] },
  },
});
const sidecars = flags.sidecar.flatMap((name) => ['--sidecar', name]);
const ACCEPTING = flags.safe ? [] : ['--unsafe', '--include-generated'];
const OPTIONS = [...ACCEPTING, '--kube-version', '1.33', ...sidecars];
if (folders.length === 0) {
  console.error('survey: name at least one folder: npm run survey -- ../some/checkout');
  process.exit(2);
}

if (flags.charts) {
  const { surveyCharts } = await import('./charts/survey.mjs');
  process.exit((await surveyCharts(...folders)) > 0 ? 1 : 0);
}

const rows = folders.map(survey);
console.log(`\`sidecar-migrate ${OPTIONS.join(' ')} .\` in each repository:\n`);
console.log(
  `| repository | commit | files | parsed | ${STATES.join(' | ')} | not readable | templated | failed verifications | \`git apply\` | second run |`,
);
console.log(`| --- | --- |${' --- |'.repeat(STATES.length + 7)}`);
for (const row of rows)
  console.log(
    `| ${[row.name, row.commit, row.counts.files, row.counts.parsed, ...STATES.map((state) => row.counts.pods[state]), row.unreadable, row.templated, row.failures, row.applies, row.again].join(' | ')} |`,
  );
table(
  'Pods that are blocked or need a decision, by code',
  tally(rows.flatMap(({ codes }) => codes)),
);
table(
  'Moved containers, by known family or by behaviour',
  tally(rows.flatMap(({ families }) => families)),
);
if (flags.details)
  for (const row of rows) console.log(`\n## ${row.name}\n\n${row.lines.join('\n')}`);
if (flags.squares) {
  console.log(`\n| repository | commit | files changed | ${COLUMNS.join(' | ')} |`);
  console.log(`| --- | --- | --- |${' --- |'.repeat(COLUMNS.length)}`);
  const squares = rows.map((row) => squaresOf([process.execPath, BIN, ...OPTIONS], row.cwd));
  for (const [i, { name, commit, changed }] of rows.entries())
    console.log(`| ${[name, commit, changed, ...squares[i].counts].join(' | ')} |`);
  for (const [i, { name }] of rows.entries())
    for (const line of squares[i].unproven) console.log(`\n- ${name}: ${line}`);
}

function survey(folder) {
  const cwd = resolve(folder);
  const run = (args) =>
    spawnSync(process.execPath, [BIN, ...OPTIONS, ...args], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
  const report = JSON.parse(run(['--format', 'json', '.']).stdout);
  const diff = run(['-q', '.']).stdout;
  const entries = report.pods.flatMap((pod) =>
    pod.containers.map((container) => ({ pod, container })),
  );
  const moved = entries.filter(({ container }) => container.state === 'moved');
  const likely = entries.filter(({ container }) => container.state === 'review');
  const line = ({ pod, container }) =>
    `- ${container.state} \`${container.name}\` (\`${container.image}\`) of ${pod.kind} ${pod.name}, ${pod.path}:${container.line}: ${container.role.why}`;
  const blocks = ({ containers }) =>
    containers.flatMap(({ findings }) =>
      findings.filter(({ severity }) => severity === 'block').map(({ code }) => code),
    );
  return {
    cwd,
    name: nameOf(cwd),
    commit: commitOf(cwd),
    counts: report.counts,
    changed: report.files.length,
    unreadable: report.problems.filter(({ kind }) =>
      ['unreadable', 'unparsable', 'too-large'].includes(kind),
    ).length,
    templated: report.problems.filter(({ kind }) => kind === 'templated').length,
    failures: report.failures.length,
    codes: report.pods.flatMap((pod) => (pod.state === 'blocked' ? [...new Set(blocks(pod))] : [])),
    families: moved.map(({ container }) => container.role.family ?? 'by behaviour'),
    lines: [...moved, ...likely].map(line),
    ...applied(cwd, report, diff),
  };
}

/** The diff on a copy of the files that it touches, with real git, and a second run on the result. */
function applied(cwd, report, diff) {
  if (diff === '') return { applies: 'nothing to do', again: 'empty' };
  const copy = mkdtempSync(join(tmpdir(), 'survey-'));
  try {
    for (const { path } of report.files) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), readFileSync(join(cwd, path)));
    }
    const apply = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
      cwd: copy,
      input: diff,
    });
    const again = spawnSync(process.execPath, [BIN, ...OPTIONS, '-q', '--no-gitignore', '.'], {
      cwd: copy,
      encoding: 'utf8',
    });
    return {
      applies: apply.status === 0 ? 'yes' : 'NO',
      again: again.stdout === '' ? 'empty' : 'NOT EMPTY',
    };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function nameOf(folder) {
  return basename(folder).replace('__', '/');
}

function commitOf(folder) {
  const beside = `${folder}.commit`;
  if (existsSync(beside)) return readFileSync(beside, 'utf8').trim();
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short=12', 'HEAD'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : '';
}

function tally(words) {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

function table(title, counts) {
  console.log(
    `\n${title}: ${counts.length === 0 ? 'none' : counts.map(([word, count]) => `${word} ${count}`).join(', ')}.`,
  );
}
