import { posix } from 'node:path';
import { type ComponentAt, componentAt } from '../../charts/component.js';
import { CHARTS } from '../../charts/index.js';
import { chartFor, described, type FoundChart } from '../../charts/look-up.js';
import type { Chart, ChartReference, UserChart } from '../../model/chart.js';
import type { Path } from '../../model/value.js';
import { UNRESOLVED, type ValuesRule, type ValuesSite } from '../../model/values.js';
import { type ChartFile, readChartFile } from './chart-file.js';
import { agreed, chartFromTemplates, type TemplatesRequest } from './from-templates.js';
import { PATCHED } from './layers/texts.js';
import { type Finder, folderNear } from './near.js';
import { schemaObjection } from './schema.js';
import { referenceOf, type SourceObject, sourcesFor } from './sources.js';
import type { FollowedChart } from './templates/follow.js';
import { type FoundUse, NO_USES, type UsesIndex } from './uses.js';

/** What a release can be looked up in. */
export interface Lookup extends Finder {
  readonly sources: readonly SourceObject[];
  readonly charts: readonly UserChart[];
  /** What names values files, and the charts for them. */
  readonly uses: UsesIndex;
  /** What the templates of a chart in a folder make of its values. */
  readonly templates: (folder: string) => FollowedChart;
}

export interface Resolved {
  readonly rule: ValuesRule;
  /** The key of init containers, where there is one in the same map. */
  readonly init: string;
  /** The folder of the chart whose own values these are, or null. */
  readonly folder: string | null;
}

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
  return within(chartFor(reference, lookup.charts), reference, site.path, {
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
      remedy: 'give each chart values of its own, or move the container by hand',
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

function noChart({ release }: ValuesSite, path: string, { sources }: Lookup): ValuesRule {
  const { form, source, folder } = release;
  if (form === 'program' && folder === null)
    return {
      ok: false,
      message: 'no chart is named where the values are',
      remedy: 'name the chart beside the values, or move the container by hand',
    };
  if (
    folder !== null &&
    form !== 'HelmRelease' &&
    form !== 'Application' &&
    form !== 'ApplicationSet'
  )
    return {
      ok: false,
      message: `its chart, ${folder}, is not in this repository`,
      remedy:
        'run in the repository of the chart, or describe the chart under charts: in the config',
    };
  if (folder !== null)
    return {
      ok: false,
      message: `its chart is in a repository of git (${folder}), and not in this one`,
      remedy:
        'run in the repository of the chart, or describe the chart under charts: in the config',
    };
  if (form === 'command')
    return {
      ok: false,
      message: 'the name of their chart is computed where they are given to it',
      remedy: 'describe the chart under charts: in the config, or move the container by hand',
    };
  if (form === 'ConfigMap' || form === 'HelmChartConfig')
    return {
      ok: false,
      message: `no ${form === 'ConfigMap' ? 'release' : 'HelmChart'} of the tree takes the values of the ${form} ${release.name}, so it is not known which chart they are for`,
      remedy: 'put it into the same repository, or move the container by hand',
    };
  const meant = source === null ? [] : sourcesFor(source, path, sources);
  if (source !== null && meant.length > 1)
    return {
      ok: false,
      message: `${meant.map((each) => each.path).join(' and ')} disagree on the chart: each has its own ${source.kind} ${source.name}`,
      remedy: 'run for one of them at a time, or put the right one beside the release',
    };
  if (source !== null && source.name !== '')
    return {
      ok: false,
      message: `the ${source.kind} ${source.name} names its chart, and stands in no file here`,
      remedy: `put the ${source.kind} into the same repository, or name the chart in the ${form}`,
    };
  return {
    ok: false,
    message: PATCHED.includes(form)
      ? `this ${form} names no chart: it is a patch of another, or a part of one`
      : `this release of ${form} names no chart that is known`,
    remedy: 'move the container where the chart is named, and here by hand',
  };
}

function nothing(rule: ValuesRule, folder: string | null): Resolved {
  return { rule, init: '', folder };
}

/** Values of a chart that lies here: those of its dependencies stand under their names. */
function inFolder(
  folder: string,
  site: ValuesSite,
  lookup: Lookup,
  own: boolean,
  isNested = false,
): Resolved {
  const file = chartFileIn(folder, lookup);
  if (file === null) return nothing(UNRESOLVED, folder);
  const place = { own, folder };
  const [key, ...rest] = site.path;
  const objection = schemaObjection(
    lookup.read(posix.join(folder, 'values.schema.json')),
    site.path,
  );
  if (objection !== null) return nothing(objection, folder);
  const dependency = file.dependencies.find((each) => each.key === key);
  if (dependency === undefined) {
    const reference = { name: file.name, repo: '', version: '' };
    const described = lookup.charts.filter(({ name }) => name === file.name);
    if (described.length > 0)
      return within(chartFor(reference, described), reference, site.path, place);
    const nested = typeof key === 'string' ? localFolder(folder, '', key, lookup) : null;
    if (nested !== null && rest.length > 0)
      return seenAbove(
        folder,
        site,
        lookup,
        inFolder(nested, { ...site, path: rest }, lookup, own, true),
      );
    const found = chartFromTemplates(
      templatesAt(folder, file.name, site.path, lookup, own && !isNested),
    );
    return within(found, reference, site.path, place);
  }
  const local = localFolder(folder, dependency.repo, dependency.name, lookup);
  if (local !== null)
    return seenAbove(
      folder,
      site,
      lookup,
      inFolder(local, { ...site, path: rest }, lookup, own, true),
    );
  const { name, repo, version } = dependency;
  const reference = { name, repo, version };
  const found = chartFor(reference, lookup.charts);
  const copy = localFolder(folder, '', name, lookup);
  if (copy === null || lookup.charts.some((each) => each.name === name))
    return within(found, reference, rest, place);
  const both = agreed(templatesAt(copy, name, rest, lookup, false), found);
  return within(both, reference, rest, place);
}

/** Templates of a chart can read the values of those below it. */
function seenAbove(folder: string, site: ValuesSite, lookup: Lookup, found: Resolved): Resolved {
  if (!found.rule.ok) return found;
  const { names } = lookup.templates(folder);
  const seen = [site.path, [...site.path.slice(0, -1), found.init]].find(names);
  if (seen === undefined) return found;
  return nothing(
    {
      ok: false,
      message: `templates in ${posix.join(folder, 'templates')} read ${seen.join('.')}, too`,
      remedy: 'move the container by hand, and see what they make of it',
    },
    found.folder,
  );
}

function templatesAt(
  folder: string,
  name: string,
  path: Path,
  { read, templates }: Lookup,
  own: boolean,
): TemplatesRequest {
  return { name, folder, path, isOwn: own, followed: templates(folder), read };
}

/** `file://../library`, or a chart under `charts/` that no repository has. */
function localFolder(folder: string, repo: string, name: string, { read }: Lookup): string | null {
  const near = repo.startsWith('file://')
    ? posix.join(folder, repo.slice('file://'.length))
    : repo === ''
      ? posix.join(folder, 'charts', name)
      : null;
  return near !== null && read(posix.join(near, 'Chart.yaml')) !== null ? near : null;
}

/** Where most charts have init containers. */
function besideOf(path: Path): string {
  return [...path.slice(0, -1), 'initContainers'].join('.');
}

interface Place {
  readonly own: boolean;
  readonly folder: string | null;
}

function within(found: FoundChart, reference: ChartReference, path: Path, place: Place): Resolved {
  if (!found.ok) return nothing(found, place.folder);
  const { chart, byName } = found;
  if (chart.friends.includes(path.join('.')))
    return nothing(
      {
        ok: false,
        message: `${path.join('.')} of the chart ${chart.name} holds settings of containers that the chart makes`,
        remedy: 'nothing to do',
        // By its name alone it might be another chart: then it is said.
        ...(byName ? {} : { none: true }),
      },
      place.folder,
    );
  const here: Here | null = componentAt(chart, path) ?? inSubchart(chart, path);
  if (here === null)
    return nothing(
      {
        ok: false,
        message: `${path.join('.')} is nothing that is known of ${described(reference)}`,
        remedy: `if the chart passes it on as it is, say so: charts: [{name: ${reference.name}, from: ${path.join('.')}, to: ${besideOf(path)}}] in the config`,
      },
      place.folder,
    );
  const { to, component } = here;
  const known = here.owner ?? chart;
  // A row for all charts of a publisher goes by the name of the one in question.
  const owner = known.name === '*' ? { ...known, name: reference.name } : known;
  const rule: ValuesRule = {
    ok: true,
    chart: owner,
    component,
    to,
    version: here.owner === undefined ? reference.version : '',
    byName,
    own: place.own,
    unseen: [],
    taken: new Map(),
    layers: null,
  };
  return { rule, init: String(to?.at(-1) ?? ''), folder: place.folder };
}

interface Here extends ComponentAt {
  readonly owner?: Chart;
}

function inSubchart(chart: Chart, path: Path): Here | null {
  const [key, ...rest] = path;
  const id = chart.subcharts.find((each) => each.endsWith(`/${key}`));
  const owner = id === undefined ? undefined : CHARTS.find((each) => each.id === id);
  const found = owner === undefined ? null : componentAt(owner, rest);
  return found === null || owner === undefined ? null : { ...found, owner };
}

export function chartFileIn(folder: string, { read }: Lookup): ChartFile | null {
  const chart = read(posix.join(folder, 'Chart.yaml'));
  if (chart === null) return null;
  return readChartFile(chart, read(posix.join(folder, 'requirements.yaml')));
}

/** The folder of the chart that a values file belongs to: its own, or the one above. */
export function chartFolder(path: string, { read }: Lookup): string | null {
  const folder = posix.dirname(path);
  for (const each of [folder, posix.dirname(folder)])
    if (read(posix.join(each, 'Chart.yaml')) !== null) return each;
  return null;
}
