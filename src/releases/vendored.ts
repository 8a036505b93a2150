import { posix } from 'node:path';
import { chartFileIn, type Lookup } from '../compose/helm/resolve/lookup.js';

/** What `helm dependency update` puts there, it will put there again. */
export function vendored(path: string, lookup: Lookup): string | null {
  const match = /^(.*?)\/?charts\/([^/]+)\//.exec(path);
  if (match === null) return null;
  const [, above = '', name = ''] = match;
  const repo = chartFileIn(above === '' ? '.' : above, lookup)?.dependencies.find(
    (each) => each.name === name,
  )?.repo;
  return repo === undefined || repo === '' || repo.startsWith('file://')
    ? null
    : `it is a copy of the chart ${name}, which its repository has (${posix.join(above, 'Chart.yaml')})`;
}
