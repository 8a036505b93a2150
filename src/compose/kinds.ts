import type { KindRow } from '../model/kind.js';
import type { ListKeys } from '../model/pod.js';
import type { CustomKind } from '../model/settings.js';
import { CORE_KINDS } from './kinds-core.js';
import { CUSTOM_KINDS } from './kinds-custom.js';

export const LIST_KEYS: ListKeys = { containers: 'containers', init: 'initContainers' };

const ROWS: ReadonlyMap<string, KindRow> = new Map(
  [...CORE_KINDS, ...CUSTOM_KINDS].map((row) => [`${row.group}/${row.kind}`, row]),
);

/** API groups that a core workload once lived in; manifests of that age are still around. */
const OLD_GROUPS: ReadonlySet<string> = new Set(['extensions', 'apps', 'batch', '']);

/** What is known of a kind: the user's own word first, then the rule book, else null. */
export function rowFor(
  apiVersion: string,
  kind: string,
  custom: readonly CustomKind[],
): KindRow | null {
  const group = groupOf(apiVersion);
  const own = custom.find(
    (entry) => entry.kind === kind && (entry.group === '' || entry.group === group),
  );
  if (own !== undefined)
    return {
      group,
      kind,
      podPaths: [own.podPath],
      keys: LIST_KEYS,
      verdict: 'ok',
      code: null,
      why: '',
      since: null,
      ownNames: [],
      source: 'config',
    };
  const row = ROWS.get(`${group}/${kind}`);
  if (row !== undefined) return row;
  if (!OLD_GROUPS.has(group)) return null;
  return CORE_KINDS.find((core) => core.kind === kind && OLD_GROUPS.has(core.group)) ?? null;
}

/** `List` and every `DeploymentList` like it: a box of objects. */
export function isListKind(kind: string): boolean {
  return kind.endsWith('List') && kind !== 'AccessControlList';
}

/** `apps` of `apps/v1`; the core group is empty. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
