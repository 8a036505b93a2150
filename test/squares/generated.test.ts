import { cpSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kubeTools } from '../support/kubectl.js';
import { type Rig, withRig } from '../support/rig.js';
import { byHand, expectCommutes, type ReportedPod } from './commutes.js';
import { type Rendered, renderAll } from './render.js';
import { migrateTree } from './square.js';
import { type TreePlan, treeFiles, treePlans } from './tree.js';

const RUNS = Number(process.env.SQUARE_RUNS ?? 320);

/** The same trees for every commit; another number explores. */
const SEED = Number(process.env.SQUARE_SEED ?? 753);

/** How many of the trees have to move something: a tool that refuses all of them proves nothing. */
const MOVED = 0.8;

/** Trees that one kustomization renders together. */
const BATCH = 20;

const TARGETS = ['base', 'overlays/0', 'overlays/1'];

const OPTIONS = { unsafe: true };

const tools = kubeTools();

describe.skipIf(tools === null)('generated trees', () => {
  it('commute with the real kubectl', { timeout: 600_000 }, () =>
    withRig({}, async (rig) => {
      const plans = fc.sample(treePlans, { numRuns: RUNS, seed: SEED });
      const ids = plans.map((_, i) => `t${i}t`);
      for (const [i, plan] of plans.entries())
        for (const [path, text] of Object.entries(treeFiles(plan, ids[i] ?? '')))
          rig.write(`before/${ids[i]}/${path}`, text);
      cpSync(join(rig.dir, 'before'), join(rig.dir, 'after'), { recursive: true });
      const { pods, files } = migrateTree(rig, join(rig.dir, 'after'), OPTIONS);
      const again = migrateTree(rig, join(rig.dir, 'after'), OPTIONS);
      expect(again.files, 'a second run').toEqual([]);

      // The others are what they were, byte by byte.
      const changed = new Set(files.map(({ path }) => path.split('/')[0] ?? ''));
      const before = await renderTrees(rig, 'before', [...changed]);
      const after = await renderTrees(rig, 'after', [...changed]);
      const broken: string[] = [];
      for (const [i, id] of ids.entries()) {
        const own = pods.filter(({ path }) => path.startsWith(`${id}/`));
        expect(changed.has(id), id).toBe(own.some(({ state }) => state === 'moved'));
        if (!changed.has(id)) continue;
        for (const target of TARGETS) {
          const [old, now] = [before, after].map((side) => side.get(`${id}/${target}`));
          const problem = await problemOf(old, now, own);
          if (problem === null) continue;
          broken.push(`${id}/${target}: ${problem}`);
          if (broken.length === 1) console.error(shown(treeFiles(plans[i] as TreePlan, id)));
        }
      }
      console.log(`${changed.size} of ${ids.length} generated trees moved a sidecar`);
      expect(broken).toEqual([]);
      expect(changed.size / ids.length).toBeGreaterThan(MOVED);
    }),
  );
});

/** Why a square does not commute, or null. */
async function problemOf(
  before: Rendered | undefined,
  after: Rendered | undefined,
  pods: readonly ReportedPod[],
): Promise<string | null> {
  if (before?.ok !== true) return `is no tree to test with: ${before?.message}`;
  if (after?.ok !== true) return `can no longer be rendered: ${after?.message}`;
  try {
    await expectCommutes({ before: before.text, after: after.text }, pods, byHand);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function shown(files: Readonly<Record<string, string>>): string {
  return Object.entries(files)
    .map(([path, text]) => `# ${path}\n${text}`)
    .join('\n');
}

/**
 * Renders many trees with one kubectl, and takes apart what it gives by the ids that end their names.
 * Where one of them cannot be rendered, each of its batch is by itself.
 */
async function renderTrees(
  rig: Rig,
  side: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Rendered>> {
  const batches = new Map<string, { target: string; ids: readonly string[] }>();
  for (const target of TARGETS)
    for (let i = 0; i < ids.length; i += BATCH) {
      const folder = join(rig.dir, 'batches', `${side}-${target.replace('/', '')}-${i}`);
      const own = ids.slice(i, i + BATCH);
      const resources = own.map((id) => relative(folder, join(rig.dir, side, id, target)));
      rig.write(
        relative(rig.dir, join(folder, 'kustomization.yaml')),
        JSON.stringify({ resources }),
      );
      batches.set(folder, { target, ids: own });
    }
  const found = new Map<string, Rendered>();
  const alone: string[] = [];
  for (const [folder, rendered] of await renderAll([...batches.keys()])) {
    const { target, ids: own } = batches.get(folder) ?? { target: '', ids: [] };
    const documents = rendered.ok ? rendered.text.split(/^---\n/m) : [];
    for (const id of own) {
      const mine = documents.filter((document) => document.includes(`-${id}`));
      if (rendered.ok) found.set(`${id}/${target}`, { ok: true, text: mine.join('---\n') });
      else alone.push(`${id}/${target}`);
    }
  }
  const renders = await renderAll(alone.map((path) => join(rig.dir, side, path)));
  for (const path of alone) {
    const rendered = renders.get(join(rig.dir, side, path));
    if (rendered !== undefined) found.set(path, rendered);
  }
  return found;
}
