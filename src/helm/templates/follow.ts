import { posix } from 'node:path';
import ignore from 'ignore';
import type { Path } from '../../model/value.js';
import { readChartFile } from '../resolve/chart-file.js';
import { renderChart, type TemplateText } from './chart.js';
import { type Followed, pairsIn } from './pairs.js';

/** What the templates of a chart of the tree make of its values. */
export interface FollowedChart {
  /** How many files of templates the chart has. */
  readonly files: number;
  readonly pairs: readonly Followed[];
  /** Whether they call each other without end, or write more than can be followed. */
  readonly tooMuch: boolean;
  /** Whether a template speaks of a value, as `.Values.a.b`. */
  readonly names: (path: Path) => boolean;
}

export interface Folders {
  readonly read: (path: string) => string | null;
  /** Every file below a folder, whatever it is called. */
  readonly under: (folder: string) => readonly string[];
}

/** Follows the templates of charts, each once. */
export function followed(folders: Folders): (folder: string) => FollowedChart {
  const known = new Map<string, FollowedChart>();
  return (folder) => {
    const own = known.get(folder) ?? followChart(folder, folders);
    known.set(folder, own);
    return own;
  };
}

function followChart(folder: string, folders: Folders): FollowedChart {
  const own = templatesIn(folder, folders);
  const names = (path: Path): boolean => {
    const words = path.join('.');
    return own.some(({ text }) => text.includes(`.${words}`));
  };
  if (own.length === 0) return { files: 0, pairs: [], tooMuch: false, names };
  const helpers = helpersOf(folder, folders);
  const chart = renderChart(own, helpers);
  const files = own.length;
  return chart === null
    ? { files, pairs: [], tooMuch: true, names }
    : { files, pairs: pairsIn(chart), tooMuch: false, names };
}

function templatesIn(folder: string, { read, under }: Folders): readonly TemplateText[] {
  const rules = read(posix.join(folder, '.helmignore'));
  const ignored = rules === null ? null : ignore().add(rules);
  return under(posix.join(folder, 'templates')).flatMap((path) => {
    if (ignored?.ignores(posix.relative(folder, path))) return [];
    const text = read(path);
    return text === null ? [] : [{ path, text }];
  });
}

/** Named templates of other charts that Helm loads with it: those it depends on, and the one above. */
function helpersOf(folder: string, folders: Folders): readonly TemplateText[] {
  const { read, under } = folders;
  const chart = read(posix.join(folder, 'Chart.yaml'));
  const requirements = read(posix.join(folder, 'requirements.yaml'));
  const near = (chart === null ? null : readChartFile(chart, requirements))?.dependencies ?? [];
  const local = near.flatMap(({ repo }) =>
    repo.startsWith('file://') ? [posix.join(folder, repo.slice('file://'.length))] : [],
  );
  const above = /^(.*?)\/?charts\/[^/]+$/.exec(folder)?.[1];
  const others = [...local, ...(above === undefined ? [] : [above === '' ? '.' : above])];
  const below = under(posix.join(folder, 'charts')).flatMap((path) => {
    const text = path.includes('/templates/') ? read(path) : null;
    return text === null ? [] : [{ path, text }];
  });
  return [...others.flatMap((each) => templatesIn(each, folders)), ...below];
}
