import type { ts } from 'ts-morph';
import { allSitesIn, type Holder, holdersIn, sitesIn as keysIn } from '../../helm/values/sites.js';
import { type Path, valueAt } from '../../model/value.js';
import { descend } from '../evaluate/descend.js';
import { nodesIn } from '../syntax/parse.js';
import type { Scope } from '../syntax/scope.js';
import type { Group, List } from '../workloads/item.js';
import { listOf, mapOf } from '../workloads/lists.js';
import type { Values } from '../workloads/program.js';
import type { Site } from '../workloads/site.js';
import { unreadIn } from './release-unread.js';
import { type ProgramRelease, releasesOf } from './releases.js';

/** Every release of a program, in the order of the text. */
export function valuesIn(scope: Scope): readonly Values[] {
  const found: Values[] = [];
  for (const node of nodesIn(scope.file))
    for (const release of releasesOf(node, scope)) found.push(valuesOf(release, scope));
  return found;
}

function valuesOf(release: ProgramRelease, scope: Scope): Values {
  const maps = new Set<ts.ObjectLiteralExpression>();
  const groups: Group[] = [];
  for (const { path, key, shape } of allSitesIn(valueAt(release.value, release.path))) {
    const way = descend(release.argument, [...release.path, ...path], scope);
    if (way === null) continue;
    maps.add(way.literal);
    const group = (shape === 'map' ? mapOf : listOf)(way.literal, key, way.scope)?.array;
    if (group != null) groups.push(group);
  }
  return {
    value: release.value,
    sites: sitesOf(release, scope),
    maps: [...maps],
    groups,
    unread: unreadIn(release, scope),
  };
}

function sitesOf(found: ProgramRelease, scope: Scope): readonly Site[] {
  const { origin, node, kind, value, argument, release } = found;
  const values = valueAt(value, found.path);
  const holders = holdersIn(values);
  const listAt = ({ path, key, form }: Holder): List | null => {
    const way = descend(argument, [...found.path, ...path.slice(0, -1)], scope);
    if (way === null) return null;
    return (form === 'map' ? mapOf : listOf)(way.literal, key, way.scope);
  };
  return keysIn(values).map(({ path: inValues, key, shape }): Site => {
    const path: Path = [...found.path, ...inValues];
    const way = descend(argument, path, scope);
    const containers = listAt({ path: [...inValues, key], map: {}, key, form: shape });
    return {
      origin,
      node,
      apiVersion: '',
      kind,
      name: release.name,
      value,
      podPath: path,
      document: 0,
      keys: { containers: key, init: '' },
      values: {
        release,
        path: [...inValues, key],
        shape,
        whole: values ?? null,
        others: holders
          .filter((holder) => holder.path.join('.') !== [...inValues, key].join('.'))
          .map((holder) => ({ ...holder, list: listAt(holder) })),
      },
      spec: way?.literal ?? null,
      scope: way?.scope ?? scope,
      containers,
      init: null,
      added: [],
      addedInits: [],
      trouble: troubleOf(key, shape, containers, way?.trouble ?? null),
      caveats: [],
      unread: null,
    };
  });
}

function troubleOf(
  key: string,
  shape: string,
  containers: List | null,
  way: string | null,
): string | null {
  if (shape === 'text') return `${key} is a text in the program`;
  if (containers === null) return `${key} is not written out where the values are`;
  return way ?? containers.trouble;
}
