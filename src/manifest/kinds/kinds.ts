import type { KindRow } from '../../model/kind.js';
import type { ListKeys } from '../../model/node.js';
import type { CustomKind } from '../../model/settings.js';
import { CORE_KINDS } from './kinds-core.js';
import { CUSTOM_KINDS } from './kinds-custom.js';

export const LIST_KEYS: ListKeys = { containers: 'containers', init: 'initContainers' };

/** Every kind that is known to embed a pod spec, with what becomes of a sidecar in it. */
export const KINDS: readonly KindRow[] = [...CORE_KINDS, ...CUSTOM_KINDS];

const ROWS: ReadonlyMap<string, KindRow> = new Map(
  KINDS.map((row) => [`${row.group}/${row.kind}`, row]),
);

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
      extras: false,
      source: 'config',
    };
  // Workloads were born in `extensions/v1beta1`; manifests of that age are still around.
  const born =
    group === 'extensions' ? (ROWS.get(`apps/${kind}`) ?? ROWS.get(`batch/${kind}`)) : null;
  return ROWS.get(`${group}/${kind}`) ?? born ?? null;
}

/**
 * The key of a box of objects: `items` of a `List` and every `DeploymentList` like it, `objects` of a
 * Template of OpenShift, which is a List with parameters.
 */
export function boxKey(apiVersion: string, kind: string): 'items' | 'objects' | null {
  if (kind.endsWith('List')) return 'items';
  const isTemplate = kind === 'Template' && /^(?:template\.openshift\.io\/)?v1$/.test(apiVersion);
  return isTemplate ? 'objects' : null;
}

/** `apps` of `apps/v1`; the core group is empty. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
