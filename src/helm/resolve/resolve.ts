import { posix } from 'node:path';
import { UNRESOLVED, type ValuesSite } from '../../model/values.js';
import { chartFor } from '../charts/look-up.js';
import { type FoundUse, NO_USES } from '../uses/uses.js';
import { inFolder } from './in-folder.js';
import { chartFolder, type Lookup } from './lookup.js';
import { folderNear } from './near.js';
import { noChart } from './no-chart.js';
import { nothing, type Resolved } from './resolved.js';
import { referenceOf } from './sources.js';
import { within } from './within.js';

/** What the chart of a release makes of the containers at a place of its values. */
export function resolve(path: string, site: ValuesSite, lookup: Lookup): Resolved {
  const found = resolveIn(path, site, lookup);
  const { rule } = found;
  if (!rule.ok || rule.to === null) return found;
  // The chart's values may stand below others: those of the chart that depends on it.
  const { from, to } = rule.component;
  const above = site.path.slice(0, site.path.length - lengthOf(from));
  return { ...found, rule: { ...rule, to: [...above, ...rule.to.slice(-lengthOf(to))] } };
}

function lengthOf(keys: string | null): number {
  return keys?.split('.').length ?? 0;
}

/** The same, with the place of init containers as the chart itself knows it. */
function resolveIn(path: string, site: ValuesSite, lookup: Lookup): Resolved {
  const { release } = site;
  const uses = lookup.uses.for(site, path);
  if (uses.length > 0) return resolveUses(path, site, uses, lookup);
  if (release.form === 'file') {
    const folder = chartFolder(path, lookup);
    // What stands in its values.yaml is how a chart documents itself.
    const own = posix.basename(path) === 'values.yaml';
    return folder === null ? nothing(UNRESOLVED, null) : inFolder(folder, site, lookup, own);
  }
  const folder = release.folder === null ? null : folderNear(release.folder, path, lookup);
  if (folder !== null) return inFolder(folder, site, lookup, false);
  const reference = referenceOf(release.chart, release.source, path, lookup.sources);
  if (reference === null) return nothing(noChart(site, path, lookup), null);
  if (/\{\{|\$\{/.test(reference.name)) return nothing(noChart(site, path, lookup), null);
  return within(chartFor(reference, lookup.charts), reference, site, {
    own: false,
    folder: null,
  });
}

/** What each release that reads the values has for a chart: they have to agree. */
function resolveUses(
  path: string,
  site: ValuesSite,
  uses: readonly FoundUse[],
  lookup: Lookup,
): Resolved {
  const folder = site.release.form === 'file' ? chartFolder(path, lookup) : null;
  // Where one says the chart, those that compute it say no other.
  const saying = uses.filter(isSaid);
  const rows = (saying.length > 0 || folder !== null ? saying : uses).map((use) => ({
    by: use.by,
    found: resolve(use.path, { ...site, release: use.release }, { ...lookup, uses: NO_USES }),
  }));
  if (folder !== null) {
    const own = posix.basename(path) === 'values.yaml';
    rows.unshift({
      by: posix.join(folder, 'Chart.yaml'),
      found: inFolder(folder, site, lookup, own),
    });
  }
  const [first, ...others] = rows;
  if (first === undefined) return nothing(UNRESOLVED, null);
  if (others.length === 0 || rows.every(({ found }) => !found.rule.ok)) return first.found;
  const other = rows.find(({ found }) => !agree(found, first.found));
  if (other === undefined) return first.found;
  return nothing(
    {
      ok: false,
      message: `${first.by} and ${other.by} disagree on the chart of these values: ${said(first.found)}, and ${said(other.found)}`,
      remedy: 'give each chart its own values, or move the container by hand',
    },
    null,
  );
}

function isSaid({ release: { chart, source, folder } }: FoundUse): boolean {
  return chart !== null || source !== null || folder !== null;
}

function agree({ rule: a, init, folder }: Resolved, { rule: b, ...other }: Resolved): boolean {
  if (a.ok && b.ok)
    return a.chart.id === b.chart.id && a.component === b.component && init === other.init;
  return (
    a.ok === b.ok &&
    folder === other.folder &&
    said({ rule: a, init, folder }) === said({ rule: b, ...other })
  );
}

function said({ rule }: Resolved): string {
  return rule.ok ? `it is ${rule.chart.name}` : rule.message;
}
