import type { ValuesRule, ValuesSite } from '../../model/values.js';
import { carrierOf } from '../carriers/index.js';
import type { Lookup } from './lookup.js';
import { sourcesFor } from './sources.js';

/** Why nobody knows the chart of a release, and what would tell it. */
export function noChart({ release }: ValuesSite, path: string, { sources }: Lookup): ValuesRule {
  const { form, source, folder } = release;
  if (form === 'program' && folder === null)
    return {
      ok: false,
      message: 'the values do not name a chart',
      remedy: 'name the chart beside the values, or move the container by hand',
    };
  const carrier = carrierOf(release);
  if (folder !== null)
    return {
      ok: false,
      message: carrier?.fromGit
        ? `its chart is in a git repository (${folder}), not in this one`
        : `its chart, ${folder}, is not in this repository`,
      remedy:
        'run in the repository of the chart, or describe the chart under charts: in the config',
    };
  if (form === 'command')
    return {
      ok: false,
      message: 'the name of the chart is computed where the values are used',
      remedy: 'describe the chart under charts: in the config, or move the container by hand',
    };
  const joined = release.mapKey === null ? carrier?.joins : 'release';
  if (joined !== undefined)
    return {
      ok: false,
      message: `no ${joined} in the tree uses the values of the ${form} ${release.name}, so their chart is not known`,
      remedy: 'add it to the same repository, or move the container by hand',
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
      message: `the ${source.kind} ${source.name} names the chart, and is in no file here`,
      remedy: `add the ${source.kind} to the same repository, or name the chart in the ${form}`,
    };
  return {
    ok: false,
    message:
      carrier?.lives === 'cluster'
        ? `this ${form} names no chart: it is a patch for another one, or a part of one`
        : `this release of ${form} does not name a known chart`,
    remedy: 'move the container where the chart is named, and here by hand',
  };
}
