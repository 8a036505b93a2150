import { createHash } from 'node:crypto';
import { isOfItsOwn, targetForm } from '../helm/charts/target-form.js';
import { hidesLower, inheritsFromBelow } from '../helm/layers/plan/member.js';
import type { Container } from '../model/container.js';
import type { ListForm } from '../model/list-form.js';
import type { MoveItem, Operation } from '../model/operation.js';
import type { Change } from '../model/plan.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import { isBeside, type MissingValue } from '../model/values.js';
import { removedFields } from '../pod/removed-fields.js';
import { edgeChanges } from './depends-on.js';
import { operationsFor } from './removals/prune.js';
import type { Settled } from './settle.js';

/** The change that moves the settled sidecars of a pod, or null where none moves. */
export function changeOf(
  pod: Pod,
  settled: Settled,
  settings: Pick<Settings, 'kubeMinor'>,
): Change | null {
  if (settled.moving.length === 0) return null;
  const edits = settled.removals.flatMap((removal) => removal.edits);
  const written = settled.moving.filter((container) => pod.containers.includes(container));
  const fields = written.flatMap((container) =>
    removedFields(container, settings).map((key) => ({ container, node: [key], texts: null })),
  );
  const operations = [
    ...operationsFor(pod, [...edits, ...fields]),
    // What a patch brings in moves there.
    ...written.flatMap((container) =>
      movesOf(pod, container, settled.before.get(container) ?? null),
    ),
    ...edgeOperations(pod, written),
  ];
  const words = [...new Set(settled.removals.flatMap((removal) => removal.words))];
  return { id: changeId(operations), pods: [pod.id], operations, words };
}

function movesOf(pod: Pod, container: Container, before: string | null): Operation[] {
  const { path, at, keys, values } = pod;
  const switched = values?.switched?.find((each) => each.container === container.name);
  if (switched !== undefined) return switched.missing.map((each) => settingOf({ path, at }, each));
  const where = { path, at, name: container.name };
  const way = wayOf(pod);
  const move: Operation = {
    op: 'move-item',
    ...where,
    from: keys.containers,
    to: keys.init,
    // Where an entry of a map stands says nothing.
    before: way.toForm === 'map' ? null : before,
    ...way.more,
  };
  const inherits = values?.shape === 'map' && inheritsFromBelow(pod, container.name);
  if (container.value.restartPolicy === 'Always' || inherits) return [move];
  const native = { ...where, key: 'restartPolicy', value: 'Always' } as const;
  // What goes to another form or to another map gets it where it is, and takes it along.
  return way.isOwn
    ? [{ op: 'set-field', ...native, list: keys.containers }, move]
    : [move, { op: 'set-field', ...native, list: keys.init }];
}

/** A value that makes the chart make a sidecar native. */
function settingOf(
  { path, at: { document, path: map } }: Pick<Operation, 'path' | 'at'>,
  { path: own, value, present }: MissingValue,
): Operation {
  const place = [...map, ...own];
  return present
    ? { op: 'set-scalar', path, at: { document, path: place }, value }
    : {
        op: 'set-key',
        path,
        at: { document, path: place.slice(0, -1) },
        key: String(place.at(-1)),
        value,
      };
}

interface Way {
  readonly toForm: ListForm;
  readonly isOwn: boolean;
  readonly more: Pick<MoveItem, 'keepsKey' | 'forms' | 'into'>;
}

/** How a container of values gets to the other key. */
function wayOf(pod: Pod): Way {
  const { at, values } = pod;
  const from = values?.shape ?? 'list';
  const rule = values?.rule;
  if (values === undefined || rule?.ok !== true || rule.to === null)
    return { toForm: from, isOwn: false, more: {} };
  const toForm = targetForm(values, rule.component, rule.to) ?? from;
  const isElsewhere = !isBeside(values.path, rule.to);
  const isOwn = isOfItsOwn(values, rule);
  const root = at.path.slice(0, at.path.length - values.path.length + 1);
  return {
    toForm,
    isOwn,
    more: {
      // A map with nothing in it would take out what the chart has there.
      ...(rule.own || hidesLower(pod) || (isElsewhere && values.alone) ? { keepsKey: true } : {}),
      ...(isOwn ? { forms: { from, to: toForm } } : {}),
      ...(isElsewhere ? { into: [...root, ...rule.to.slice(0, -1)] } : {}),
    },
  };
}

/** In charts that order containers by `dependsOn`, edges follow the moves. */
function edgeOperations(pod: Pod, moving: readonly Container[]): readonly Operation[] {
  const { path, at, keys, values } = pod;
  if (values?.rule.ok !== true || values.rule.component.position !== 'by-edges') return [];
  return edgeChanges(pod, moving).map(({ container, edges }): Operation => {
    const list = moving.includes(container) ? keys.init : keys.containers;
    const where = { path, at, list, name: container.name };
    return edges === null
      ? { op: 'remove-node', ...where, node: ['dependsOn'] }
      : { op: 'set-field', ...where, key: 'dependsOn', value: edges };
  });
}

/** The same operations give the same id. */
export function changeId(operations: readonly Operation[]): string {
  return createHash('sha256').update(JSON.stringify(operations)).digest('hex').slice(0, 12);
}
