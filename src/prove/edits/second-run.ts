import { PatchError } from '../../kustomize/render/json-patch.js';
import { applyPatch } from '../../kustomize/render/render.js';
import { rewritten } from '../../kustomize/rewrite/follow.js';
import { type Migration, migrated } from '../../kustomize/rewrite/migrated.js';
import { podIn } from '../../kustomize/rewrite/views.js';
import type { FieldPath, Step, Written } from '../../model/kustomize.js';
import type { Operation } from '../../model/operation.js';
import type { Change, PodDecision } from '../../model/plan.js';
import type { Pod } from '../../model/pod.js';
import type { Settings } from '../../model/settings.js';
import type { Tree } from '../../model/tree.js';
import { decide } from '../../plan/decide.js';

/** Whether the tool would have something left to do in pods that it has just changed. */
export function changesAgain(pods: readonly Pod[], settings: Settings, tree: Tree): boolean {
  return decide(pods, settings, tree).changes.length > 0;
}

/**
 * A workload with everything that kustomizations make of it, as it is once its sidecars have moved:
 * its roles and rules depend on all of them, so no file by itself can tell whether it is done.
 */
export function afterMove(decision: PodDecision, settings: Settings): Pod {
  const { pod, containers, change } = decision;
  const moved = containers.filter(({ state }) => state === 'moved');
  const names = new Set(moved.map(({ container }) => container.name));
  const migration = { pod, names, settings };
  const object = migrated(pod.workload.object, migration);
  const after = podIn(pod, object, []) ?? pod;
  const renderings = pod.renderings.map((rendering) => ({
    ...rendering,
    object: migrated(rendering.object, migration),
    steps: rendering.steps.map((step) => stepAfter(step, change, migration)),
    lookUps: rendering.lookUps.map(({ fieldPath, object: found }) => ({
      fieldPath: { ...fieldPath, text: textAfter(fieldPath, change) },
      object: migrated(found, migration),
    })),
  }));
  return { ...after, renderings };
}

/** A patch that has followed, and what it makes of what it finds then. */
function stepAfter(step: Step, change: Change | null, migration: Migration): Step {
  const before = migrated(step.before, migration);
  try {
    const patch = { ...step.patch, ...rewritten(step.patch, operationsOn(step.patch, change)) };
    return { patch, before, after: applyPatch(before, patch) };
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    // Somebody has taken it upon themselves that this patch does not follow.
    return { ...step, before, after: migrated(step.after, migration) };
  }
}

function textAfter(fieldPath: FieldPath, change: Change | null): string {
  const [operation] = operationsOn(fieldPath, change);
  return operation?.op === 'set-scalar' ? String(operation.value) : fieldPath.text;
}

function operationsOn({ path, at }: Written, change: Change | null): readonly Operation[] {
  return (change?.operations ?? []).filter(
    (operation) =>
      operation.path === path &&
      operation.at.document === at.document &&
      at.path.every((key, i) => operation.at.path[i] === key),
  );
}
