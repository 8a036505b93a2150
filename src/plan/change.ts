import { createHash } from 'node:crypto';
import type { Operation } from '../model/operation.js';
import type { Change } from '../model/plan.js';
import type { Container, EffectivePod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import { edgeChanges } from './depends-on.js';
import { hidesLower, inheritsFromBelow } from './layers/own-layer.js';
import { operationsFor } from './removals/prune.js';
import { removedFields } from './removed-fields.js';
import type { Settled } from './settle.js';

/** The change that moves the settled sidecars of a pod, or null where none moves. */
export function changeOf(pod: EffectivePod, settled: Settled, settings: Settings): Change | null {
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

function movesOf(pod: EffectivePod, container: Container, before: string | null): Operation[] {
  const { path, at, keys, values } = pod.fragments[0];
  const where = { path, at, name: container.name };
  const keeps = values?.rule.ok === true && (values.rule.own || hidesLower(pod));
  const keepsKey = keeps ? { keepsKey: true } : {};
  const operations: Operation[] = [
    {
      op: 'move-item',
      ...where,
      from: keys.containers,
      to: keys.init,
      // Where an entry of a map stands says nothing.
      before: values?.shape === 'map' ? null : before,
      ...keepsKey,
    },
  ];
  const inherits = values?.shape === 'map' && inheritsFromBelow(pod, container.name);
  if (container.value.restartPolicy !== 'Always' && !inherits)
    operations.push({
      op: 'set-field',
      ...where,
      list: keys.init,
      key: 'restartPolicy',
      value: 'Always',
    });
  return operations;
}

/** In charts that order containers by `dependsOn`, edges follow the moves. */
function edgeOperations(pod: EffectivePod, moving: readonly Container[]): readonly Operation[] {
  const { path, at, keys, values } = pod.fragments[0];
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
