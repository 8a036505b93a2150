import { rewriteJson } from '../../kustomize/render/follow-json.js';
import { LIST_KEYS } from '../../manifest/kinds/kinds.js';
import type { JsonPatch } from '../../model/kustomize.js';
import type { PodOperation } from '../../model/operation.js';
import type { TextEdit } from '../../model/source.js';
import type { ValueMap } from '../../model/value.js';
import { applyToPod } from '../../operations/apply.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import {
  type IndexPatch,
  type Names,
  namesOf,
  type SitePatches,
} from '../workloads/index-patches.js';
import type { Site } from '../workloads/site.js';

/** Patches by index that follow the containers of a workload. */
export function patchEdits(
  site: Site,
  patches: SitePatches,
  operations: readonly PodOperation[],
): readonly TextEdit[] {
  const moves = operations.filter(({ op }) => op === 'move-item');
  if (moves.length === 0) return [];
  const isBetween = moves.some((move) => move.op === 'move-item' && move.before !== null);
  const counting = patches.others.find(
    ({ path }) => path === null || path.includes('/initContainers'),
  );
  if (isBetween && counting !== undefined)
    throw new CannotEdit(`JsonPatch ${counting.code} may count init containers`, 'SM513');
  const migrate = (pod: ValueMap): ValueMap => moves.reduce(applyToPod, pod);
  return patches.certain.flatMap((patch) => patchEdit(patch, site, migrate));
}

function patchEdit(
  { literal, podSpec, list, index, rest }: IndexPatch,
  site: Site,
  migrate: (pod: ValueMap) => ValueMap,
): readonly TextEdit[] {
  const names = namesOf(site);
  if (names === null) throw new CannotEdit('the containers are not known', 'SM513');
  const start = literal.getStart() + 1;
  const end = literal.end - 1;
  const found = containerPath(names, `/${list}/${index}`, migrate);
  const text = `${podSpec}${found}${rest}`;
  return text === literal.text ? [] : [{ start, end, text }];
}

/** Where a container of a pod is once others have moved: a patch of any field of it says so. */
function containerPath(names: Names, path: string, migrate: (pod: ValueMap) => ValueMap): string {
  const field = '/tty';
  const before = {
    containers: names.containers.map((name) => ({ name })),
    initContainers: names.initContainers.map((name) => ({ name })),
  };
  const [operation] = rewriteJson({
    patch: patchOf({ op: 'add', path: `${path}${field}`, value: true }),
    keys: LIST_KEYS,
    podPath: [],
    names: new Set(),
    before,
    migrate,
  });
  if (operation === undefined) return path;
  const value = operation.op === 'set-scalar' ? operation.value : null;
  if (typeof value !== 'string') throw new CannotEdit(`${path} cannot be updated`, 'SM513');
  return value.slice(0, -field.length);
}

function patchOf(operation: ValueMap): JsonPatch {
  const place = { path: '', line: 1, column: 1, offset: 0 };
  return {
    form: 'json6902',
    id: '',
    kustomization: '',
    target: null,
    path: '',
    at: { document: 0, path: [] },
    place,
    readOnly: null,
    value: [operation],
  };
}
