import { posix } from 'node:path';
import { isList, isMap, type Path, type Value, valueAt } from '../../model/value.js';
import { UNRESOLVED, type ValuesRule, type ValuesSite } from '../../model/values.js';
import { valuesIn } from '../../yaml/read.js';
import { chartFor } from '../charts/look-up.js';
import { agreed, chartFromTemplates, type TemplatesRequest } from './from-templates.js';
import { chartFileIn, type Lookup } from './lookup.js';
import { nothing, type Resolved } from './resolved.js';
import { within } from './within.js';

/** Values of a chart that lies here: those of its dependencies stand under their names. */
export function inFolder(
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
    if (described.length > 0) return within(chartFor(reference, described), reference, site, place);
    const nested = typeof key === 'string' ? localFolder(folder, '', key, lookup) : null;
    if (nested !== null && rest.length > 0)
      return seenAbove(
        folder,
        site,
        lookup,
        inFolder(nested, { ...site, path: rest }, lookup, own, true),
      );
    const found = chartFromTemplates(
      templatesAt(folder, file.name, site, lookup, own && !isNested),
    );
    return within(found, reference, site, place);
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
  const below = { ...site, path: rest };
  const reference = { name, repo, version };
  const found = chartFor(reference, lookup.charts);
  const copy = localFolder(folder, '', name, lookup);
  if (copy === null || lookup.charts.some((each) => each.name === name))
    return within(found, reference, below, place);
  const both = agreed(templatesAt(copy, name, below, lookup, false), found);
  return within(both, reference, below, place);
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
      message: `templates in ${posix.join(folder, 'templates')} also read ${seen.join('.')}`,
      remedy: 'move the container by hand, and check what they make of it',
    },
    found.folder,
  );
}

function templatesAt(
  folder: string,
  name: string,
  { path, shape }: ValuesSite,
  { read, templates }: Lookup,
  own: boolean,
): TemplatesRequest {
  return { name, folder, path, shape, isOwn: own, followed: templates(folder), read };
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

/**
 * What the values.schema.json of a chart says against containers elsewhere than where they are: a map
 * that takes no other keys, or one that is described in a way that nobody follows here.
 */
export function schemaObjection(text: string | null, path: Path): ValuesRule | null {
  if (text === null) return null;
  let here: Value | undefined = valuesIn(text)[0];
  if (here === undefined) return closed('cannot be read');
  for (const step of path.slice(0, -1)) {
    if (!isMap(here)) return null;
    const own: Value | undefined = valueAt(here, ['properties', String(step)]);
    if (own === undefined && here.additionalProperties === false)
      return closed(`does not allow ${String(step)}`);
    here = own;
  }
  if (!isMap(here)) return null;
  if (here.additionalProperties === false || isList(here.required))
    return closed('lists the keys that it allows beside the containers');
  return here.$ref === undefined && here.patternProperties === undefined
    ? null
    : closed('describes the containers in a way that cannot be evaluated');
}

function closed(how: string): ValuesRule {
  return {
    ok: false,
    message: `values.schema.json of the chart ${how}: helm may reject the moved container`,
    remedy: 'move it by hand, and change the schema if necessary',
  };
}
