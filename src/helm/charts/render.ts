import type { Chart, ChartComponent, ChartSwitch, ChartTpl } from '../../model/chart.js';
import { push } from '../../model/groups.js';
import { CHARTS } from './index.js';

const HEAD = `# Charts

What sidecar-migrate knows about Helm charts: which keys of their values hold extra containers and init containers, and
what the templates make of them. Generated from \`src/helm/charts\`; a test checks it. Describe charts of your own under
\`charts:\` in the config.

A sidecar moves only if the chart passes \`restartPolicy\` on. \`*\` matches any one key; **none** means that the chart takes
no init containers there, so its sidecars are reported and stay. \`tpl\` marks a key whose template actions are evaluated.
Position is that of your init containers among those of the chart itself.

`;

/** docs/charts.md. */
export function renderCharts(): string {
  const byPublisher = new Map<string, Chart[]>();
  for (const chart of CHARTS) {
    const publisher = chart.id.slice(0, chart.id.indexOf('/'));
    push(byPublisher, publisher, chart);
  }
  return HEAD + [...byPublisher].map(([publisher, rows]) => section(publisher, rows)).join('\n');
}

function section(publisher: string, rows: readonly Chart[]): string {
  const repos = [...new Set(rows.flatMap((row) => row.repos))].map((repo) => `\`${repo}\``);
  return [
    `## ${publisher}`,
    '',
    repos.length > 0 ? `${repos.join(', ')}\n` : '',
    '| chart | from | to | position | to know | source |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(row),
    '',
  ]
    .filter((line, i) => line !== '' || i !== 2)
    .join('\n');
}

function row(chart: Chart): string {
  const { components, source } = chart;
  const cells = [
    named(chart),
    components.map(({ from, fromShape, fromTpl }) => side(from, fromShape, fromTpl)).join('<br>'),
    components.map(({ to, toShape, toTpl }) => side(to, toShape, toTpl)).join('<br>'),
    components.map(({ to, position }) => (to === null ? '' : position)).join('<br>'),
    known(chart).join('<br>'),
    source,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function named({ name, read, since, below }: Chart): string {
  const range = [
    since === null ? '' : `from ${since}`,
    below === null ? '' : `below ${below}`,
    read === null ? '' : `read at ${read}`,
  ].filter((word) => word !== '');
  const title = name === '*' ? 'every other chart' : name;
  return range.length === 0 ? title : `${title} (${range.join(', ')})`;
}

const RUN: ReadonlyMap<ChartTpl, string> = new Map<ChartTpl, string>([
  [true, 'tpl'],
  ['text', 'tpl of a text'],
]);

function side(path: string | null, shape: string, tpl: ChartTpl): string {
  if (path === null) return '**none**';
  const marks = [shape === 'list' ? '' : shape, RUN.get(tpl) ?? ''].filter(Boolean);
  return `\`${path}\`${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
}

function known(chart: Chart): readonly string[] {
  const { closed, switches, notContainers, upgrade, note, components } = chart;
  return [
    ...new Set(components.flatMap(limits)),
    closed ? 'values.schema.json rejects unknown keys' : '',
    ...switches.map(switched),
    ...notContainers.map((path) => `\`${path}\` holds no containers`),
    upgrade === null ? '' : `${upgrade} would work`,
    note,
  ].filter((text) => text !== '');
}

/** The values that a switch needs, and since when it is there. */
function switched({ at, sets, since, says }: ChartSwitch): string {
  const prefix = at === '' ? '' : `${at}.`;
  const shown = (value: string | boolean): string => (value === 'true' ? '"true"' : `${value}`);
  const values = sets.map(({ key, value }) => `\`${prefix}${key}: ${shown(value)}\``).join(', ');
  const notes = [since === null ? '' : `from ${since} on`, says].filter((note) => note !== '');
  return `switch: ${values}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}

function limits({
  passes,
  fanOut,
  skippedBy,
  ownNames,
  hazards,
}: ChartComponent): readonly string[] {
  return [
    passes === false ? '**drops restartPolicy**' : '',
    passes === null ? 'whether restartPolicy passes is not known' : '',
    fanOut.length > 0 ? `init containers also go to ${fanOut.join(', ')}` : '',
    skippedBy === null ? '' : `\`${skippedBy}: true\` leaves out init containers`,
    ownNames.length > 0 ? `own names: ${ownNames.join(', ')}` : '',
    hazards.length > 0 ? hazards.join(', ') : '',
  ].filter((text) => text !== '');
}
