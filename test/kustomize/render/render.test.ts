import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { isKustomization } from '../../../src/files/scan/kustomization.js';
import { loadGraph } from '../../../src/kustomize/graph/load.js';
import { renderAll } from '../../../src/kustomize/render/render.js';
import { listAt, mapAt, textAt, type Value, type ValueMap } from '../../../src/model/value.js';
import { manifest } from '../../../transforms/manifest/index.js';
import { renderTrees } from '../../squares/batches.js';
import { type TreePlan, treeFiles, treePlans } from '../../squares/tree.js';
import { kubeTools } from '../../support/kubectl.js';
import { type Rig, withRig } from '../../support/rig.js';

const RUNS = Number(process.env.RENDER_RUNS ?? 40);
const SEED = Number(process.env.RENDER_SEED ?? 753);

const TARGETS = ['base', 'overlays/0', 'overlays/1'];

const tools = kubeTools();

/** A component that is applied twice adds containers twice: no cluster takes such a pod. */
const sound = treePlans.filter(
  ({ nested, overlays }) => !(nested && overlays.every(({ component }) => component)),
);

/** Replacements are followed by their paths alone: what they write is not a part of the model. */
const plain = sound.map(
  (plan): TreePlan => ({
    ...plan,
    overlays: [
      { ...plan.overlays[0], replacement: null },
      { ...plan.overlays[1], replacement: null },
    ],
  }),
);

interface Rendered {
  readonly kind: string;
  readonly name: string;
  readonly inits: readonly Value[];
  readonly containers: readonly Value[];
}

describe.skipIf(tools === null)('kustomizations rendered as values', () => {
  it('have the containers of the real kubectl, in its order', () =>
    withRig({}, async (rig) => {
      const plans = fc.sample(plain, { numRuns: RUNS, seed: SEED });
      const ids = plans.map((_, i) => `t${i}t`);
      const trees = plans.map((plan, i) => treeFiles(plan, ids[i] ?? ''));
      for (const [i, files] of trees.entries()) writeTree(rig, `before/${ids[i]}`, files);
      const real = await renderTrees(rig, 'before', ids, TARGETS);
      let compared = 0;
      for (const [i, files] of trees.entries()) {
        const model = modelOf(files);
        for (const target of TARGETS) {
          const rendered = real.get(`${ids[i]}/${target}`);
          const failed = rendered?.ok !== true;
          // An index may be wrong in a random tree: then both have to say so.
          expect(model.has(target) ? model.get(target) : [], `${ids[i]}/${target}`).toEqual(
            failed ? null : podsOf(rendered.text),
          );
          if (!failed) compared++;
        }
      }
      expect(compared).toBeGreaterThan(RUNS * TARGETS.length * 0.9);
    }));
});

function writeTree(rig: Rig, folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) rig.write(`${folder}/${path}`, text);
}

/** What the model makes of a tree, by the folders of its kustomizations; null where a patch fails. */
function modelOf(
  files: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly Rendered[] | null> {
  const found = new Map<string, ValueMap[]>();
  const failed = new Set<string>();
  const objects = new Map<string, readonly ValueMap[]>();
  const graph = loadGraph({
    paths: Object.keys(files).filter(isKustomization),
    seeds: new Set(Object.keys(files).filter((path) => path.startsWith('base/'))),
    mayMove: () => true,
    read: (path) => files[path] ?? null,
    readOnly: () => null,
    nameOf: (path) => path,
    objects(path) {
      const known = objects.get(path) ?? objectsIn(path, files[path] ?? '');
      objects.set(path, known);
      return known;
    },
  });
  for (const renderings of renderAll(graph).values())
    for (const { kustomization, object, failure } of renderings) {
      const folder = kustomization.replace('/kustomization.yaml', '');
      if (failure !== null) failed.add(folder);
      found.set(folder, [...(found.get(folder) ?? []), object]);
    }
  return new Map(
    [...found].map(([folder, all]) => [folder, failed.has(folder) ? null : inOrder(all)]),
  );
}

function objectsIn(path: string, text: string): readonly ValueMap[] {
  const reading = manifest.read({ path, text, provenance: null }, { kinds: [], thorough: true });
  return manifest.pods(reading).map(({ workload }) => workload.object);
}

function podsOf(text: string): readonly Rendered[] {
  const documents = parseAllDocuments(text);
  const objects = 'empty' in documents ? [] : documents.map((each) => each.toJS() as ValueMap);
  return inOrder(objects.filter(({ kind }) => kind !== 'ConfigMap'));
}

/** kustomize has its own order of objects; it means nothing here. */
function inOrder(objects: readonly ValueMap[]): readonly Rendered[] {
  return objects.map(rendered).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function rendered(object: ValueMap): Rendered {
  const job = mapAt(object, ['spec', 'jobTemplate']) ?? object;
  const pod = mapAt(job, ['spec', 'template', 'spec']) ?? {};
  return {
    kind: textAt(object, ['kind']) ?? '',
    name: textAt(object, ['metadata', 'name']) ?? '',
    inits: listAt(pod, ['initContainers']),
    containers: listAt(pod, ['containers']),
  };
}
