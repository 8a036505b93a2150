import type { Chart, ChartReference, UserChart, ValuesShape } from '../../model/chart.js';
import type { ListForm } from '../../model/list-form.js';
import type { Refusable } from '../../model/refusal.js';
import type { ChartRefusal } from '../../model/values.js';
import { CHARTS } from './index.js';
import { chart } from './row.js';

export type FoundChart = Refusable<
  {
    readonly chart: Chart;
    /** Nothing but its name says so: the repository is another one, or not written. */
    readonly byName: boolean;
  },
  ChartRefusal
>;

/** What is known of a chart: the user's own word first, then by repository, then by a name that only one has. */
export function chartFor(reference: ChartReference, users: readonly UserChart[] = []): FoundChart {
  const own = users.filter(
    ({ name, repo }) =>
      name === reference.name && (repo === '' || isOf(reference, [repo], reference.name)),
  );
  if (own.length > 0) return { ok: true, chart: fromUser(own), byName: false };
  const { rows, byName } = rowsFor(reference);
  const [first] = rows;
  if (first === undefined)
    return {
      ok: false,
      message: `the chart ${described(reference)} is not known`,
      remedy: 'describe the chart under charts: in the config, or move the container by hand',
      unknown: true,
    };
  if (rows.length === 1 && first.since === null && first.below === null)
    return { ok: true, chart: first, byName };
  const major = majorOf(reference.version);
  if (major === null)
    return {
      ok: false,
      message: `what ${described(reference)} does depends on its version, and ${reference.version === '' ? 'none is given' : `${reference.version} is not enough to tell`}`,
      remedy: 'set the version of the chart where it is named',
    };
  // What its publisher has of other ages may have stood at another address then.
  const publishers = new Set(rows.map(publisherOf));
  const moved = CHARTS.filter(
    (row) => row.name === reference.name && !rows.includes(row) && publishers.has(publisherOf(row)),
  );
  const fitting = [...rows, ...moved].find(
    ({ since, below }) => (since === null || major >= since) && (below === null || major < below),
  );
  if (fitting !== undefined) return { ok: true, chart: fitting, byName };
  return {
    ok: false,
    message: `${described(reference)} is not known`,
    remedy: 'move the container by hand once you have read its templates',
  };
}

interface Rows {
  readonly rows: readonly Chart[];
  readonly byName: boolean;
}

/** Rows of the repository, those with the chart's name before those for all; else rows of its name. */
function rowsFor(reference: ChartReference): Rows {
  const here = CHARTS.filter(({ repos, name }) => isOf(reference, repos, name));
  const named = here.filter(({ name }) => name === reference.name);
  if (named.length > 0) return { rows: named, byName: false };
  const general = here.filter(({ name }) => name === '*');
  if (general.length > 0) return { rows: general, byName: false };
  const mirrored = CHARTS.filter(({ name }) => name === reference.name);
  const mirror = publisherIn(reference.repo, mirrored);
  if (mirror.length > 0) return { rows: mirror, byName: true };
  const isOne = new Set(mirrored.map(publisherOf)).size === 1;
  return { rows: isOne ? mirrored : [], byName: true };
}

/** `…/bitnami/redis`: a mirror that keeps the publisher's name. */
function publisherIn(repo: string, rows: readonly Chart[]): readonly Chart[] {
  const parts = normalised(repo).split(/[/.]/);
  return rows.filter((row) => parts.includes(publisherOf(row)));
}

function publisherOf({ id }: Chart): string {
  return id.slice(0, id.indexOf('/'));
}

function isOf({ name, repo }: ChartReference, repos: readonly string[], row: string): boolean {
  if (repo === '' || (row !== '*' && row !== name)) return false;
  const own = normalised(repo);
  return repos.some((each) => {
    const known = normalised(each);
    // An OCI repository has the chart's name at its end, or has not.
    return own === known || own === `${known}/${name}` || `${own}/${name}` === known;
  });
}

/** Without scheme, `www`, port of TLS, query, index file and slashes at the end. */
export function normalised(repo: string): string {
  return repo
    .trim()
    .toLowerCase()
    .replace(/^[a-z0-9+.-]+:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[?#][\s\S]*$/, '')
    .replace(/\/index\.yaml$/, '')
    .replace(/:443(?=\/|$)/, '')
    .replace(/(?<!\/)\/+$/, '');
}

/** The major version of a version or of a range that stays within one; null where it does not. */
export function majorOf(version: string): number | null {
  const text = version.trim();
  const exact =
    /^(?:[=v^~\s]|~>){0,40}(\d{1,20})(?:\.(?:\d{1,20}|[xX*])){0,9}(?:[-+][\w.+-]*)?$/.exec(text);
  if (exact !== null) return Number(exact[1]);
  const between =
    /^>=?\s{0,9}v?(\d{1,20})[\d.]{0,40}\s{0,9},?\s{0,9}<\s{0,9}v?(\d{1,20})(?:\.0){0,9}(?:-0)?$/.exec(
      text,
    );
  if (between === null) return null;
  return Number(between[2]) === Number(between[1]) + 1 ? Number(between[1]) : null;
}

export function described({ name, repo, version }: ChartReference): string {
  const what = version === '' ? name : `${name} ${version}`;
  return repo === '' ? what : `${what} (${repo})`;
}

function fromUser(rows: readonly UserChart[]): Chart {
  const asChart = (shape: ListForm): ValuesShape => (shape === 'text' ? 'string' : shape);
  return chart('config', {
    name: rows[0]?.name ?? '',
    source: 'config',
    components: rows.map(({ from, to, shape, toShape }) => ({
      from,
      to,
      fromShape: asChart(shape),
      toShape: asChart(toShape),
      fromTpl: null,
      toTpl: null,
      position: 'unknown',
    })),
  });
}

/** Whether a version, or every version of a range, is at least another one; null: it does not tell. */
export function isAtLeast(version: string, least: string): boolean | null {
  const exact = /^[=v\s]*(\d+)\.(\d+)\.(\d+)$/.exec(version.trim());
  const [major = 0, minor = 0, patch = 0] = least.split('.').map(Number);
  if (exact !== null) {
    const own = exact.slice(1).map(Number);
    for (const [i, part] of [major, minor, patch].entries())
      if (own[i] !== part) return (own[i] ?? 0) > part;
    return true;
  }
  const found = majorOf(version);
  if (found === null || found === major) return null;
  return found > major;
}
