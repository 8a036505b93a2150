import { createHash } from 'node:crypto';
import type { Operation } from '../model/operation.js';
import type { Change } from '../model/plan.js';
import { appsBeside, type Container, type EffectivePod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import { removedFields } from './removed-fields.js';
import type { Settled } from './settle.js';

/** The change that moves the settled sidecars of a pod, or null where none moves. */
export function changeOf(pod: EffectivePod, settled: Settled, settings: Settings): Change | null {
  if (settled.moving.length === 0) return null;
  const apps = appsBeside(pod, settled.moving);
  const operations = settled.moving.flatMap((container) =>
    operationsOf(
      pod,
      container,
      settled.before.get(container) ?? null,
      removedFields(container, apps, settings),
    ),
  );
  return { id: changeId(operations), pods: [pod.id], operations };
}

function operationsOf(
  pod: EffectivePod,
  container: Container,
  before: string | null,
  removed: readonly string[],
): Operation[] {
  const { path, at, keys } = pod.fragments[0];
  const where = { path, at, name: container.name };
  const operations: Operation[] = [
    { op: 'move-item', ...where, from: keys.containers, to: keys.init, before },
  ];
  for (const key of removed)
    operations.push({ op: 'remove-field', ...where, list: keys.init, key });
  if (container.value.restartPolicy !== 'Always')
    operations.push({
      op: 'set-field',
      ...where,
      list: keys.init,
      key: 'restartPolicy',
      value: 'Always',
    });
  return operations;
}

function changeId(operations: readonly Operation[]): string {
  return createHash('sha256').update(JSON.stringify(operations)).digest('hex').slice(0, 12);
}
