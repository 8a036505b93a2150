import { cpSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kubeTools } from '../support/kubectl.js';
import { withRig } from '../support/rig.js';
import { renderTrees } from './batches.js';
import { byHand, expectCommutes, type ReportedPod } from './commutes.js';
import type { Rendered } from './render.js';
import { migrateTree } from './square.js';
import { type TreePlan, treeFiles, treePlans } from './tree.js';

const RUNS = Number(process.env.SQUARE_RUNS ?? 320);

/** The same trees for every commit; another number explores. */
const SEED = Number(process.env.SQUARE_SEED ?? 753);

/** How many of the trees have to move something: a tool that refuses all of them proves nothing. */
const MOVED = 0.7;

/** How many kustomizations may be none to test with: some index was wrong before. */
const UNFIT = 0.1;

const TARGETS = ['base', 'overlays/0', 'overlays/1'];

/** Half of the sidecars are what the catalogue makes of them, an image that a patch changes included. */
const OPTIONS = { unsafe: true, sidecar: ['agent0*'] };

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
      expect(
        again.files.map(({ path }) => path),
        'a second run',
      ).toEqual([]);

      // The others are what they were, byte by byte.
      const changed = new Set(files.map(({ path }) => path.split('/')[0] ?? ''));
      const before = await renderTrees(rig, 'before', [...changed], TARGETS);
      const after = await renderTrees(rig, 'after', [...changed], TARGETS);
      const broken: string[] = [];
      const unfit: string[] = [];
      for (const [i, id] of ids.entries()) {
        const own = pods.filter(({ path }) => path.startsWith(`${id}/`));
        expect(changed.has(id), id).toBe(
          own.some(({ state }) => /^(?:partly-)?moved$/.test(state)),
        );
        if (!changed.has(id)) continue;
        for (const target of TARGETS) {
          const [old, now] = [before, after].map((side) => side.get(`${id}/${target}`));
          if (old?.ok !== true) unfit.push(`${id}/${target}: ${old?.message}`);
          const problem = await problemOf(old, now, own);
          if (problem === null) continue;
          broken.push(`${id}/${target}: ${problem}`);
          if (broken.length === 1) console.error(shown(treeFiles(plans[i] as TreePlan, id)));
        }
      }
      console.log(
        `${changed.size} of ${ids.length} generated trees moved a sidecar; ${unfit.length} kustomizations were unfit`,
      );
      if (process.env.SQUARE_UNFIT !== undefined) console.log(unfit.join('\n'));
      expect(broken).toEqual([]);
      expect(changed.size / ids.length).toBeGreaterThan(MOVED);
      expect(unfit.length / (changed.size * TARGETS.length)).toBeLessThan(UNFIT);
    }),
  );
});

/** Why a square does not commute, or null; what could not be rendered before is none. */
async function problemOf(
  before: Rendered | undefined,
  after: Rendered | undefined,
  pods: readonly ReportedPod[],
): Promise<string | null> {
  if (before?.ok !== true) return null;
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
