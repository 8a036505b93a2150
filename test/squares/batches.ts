import { join, relative } from 'node:path';
import type { Rig } from '../support/rig.js';
import { type Rendered, renderAll } from './render.js';

/** Trees that one kustomization renders together. */
const BATCH = 20;

interface Batch {
  readonly target: string;
  readonly ids: readonly string[];
}

/**
 * Renders many trees with one kubectl, and takes apart what it gives by the ids that end their names.
 * Where one of them cannot be rendered, its batch is halved until it is by itself.
 */
export async function renderTrees(
  rig: Rig,
  side: string,
  ids: readonly string[],
  targets: readonly string[],
): Promise<ReadonlyMap<string, Rendered>> {
  const found = new Map<string, Rendered>();
  let open: readonly Batch[] = targets.flatMap((target) =>
    Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, i) => ({
      target,
      ids: ids.slice(i * BATCH, (i + 1) * BATCH),
    })),
  );
  for (let round = 0; open.length > 0; round++) {
    const folders = open.map((batch, i) => folderOf(rig, side, batch, `${round}-${i}`));
    const renders = await renderAll(folders);
    open = open.flatMap((batch, i): readonly Batch[] => {
      const rendered = renders.get(folders[i] ?? '');
      const { target, ids: own } = batch;
      if (rendered === undefined) return [];
      if (!rendered.ok && own.length > 1) {
        const middle = Math.ceil(own.length / 2);
        return [
          { target, ids: own.slice(0, middle) },
          { target, ids: own.slice(middle) },
        ];
      }
      const documents = rendered.ok ? rendered.text.split(/^---\n/m) : [];
      for (const id of own) {
        const mine = documents.filter((document) => document.includes(`-${id}`));
        found.set(
          `${id}/${target}`,
          rendered.ok ? { ok: true, text: mine.join('---\n') } : rendered,
        );
      }
      return [];
    });
  }
  return found;
}

function folderOf(rig: Rig, side: string, { target, ids }: Batch, number: string): string {
  const folder = join(rig.dir, 'batches', `${side}-${number}`);
  const resources = ids.map((id) => relative(folder, join(rig.dir, side, id, target)));
  rig.write(relative(rig.dir, join(folder, 'kustomization.yaml')), JSON.stringify({ resources }));
  return folder;
}
