import { availableParallelism } from 'node:os';
import type { Outcome } from '../../model/outcome.js';
import type { RenderProof } from '../../model/proof.js';
import type { Settings } from '../../model/settings.js';
import { compareRenders } from './compare.js';
import { type Copies, copyFor } from './copies.js';
import type { Texts } from './embedded.js';
import type { MovedPod } from './migrated.js';
import { isCalled, type Planned, plannedOf } from './planned.js';
import { withoutRandomValues } from './random-values.js';
import type { Renderer, Target } from './renderer.js';
import { type PortRewrite, portRewrites } from './service.js';
import type { SourceTree } from './source-tree.js';

export interface ProveRequest {
  readonly outcome: Outcome;
  readonly settings: Settings;
  readonly renderer: Renderer;
  /** What to say where its program is not there, or null. */
  readonly missing: string | null;
  readonly tree: SourceTree;
  /** The real path, from the tree's root, of a path of the outcome. */
  real(path: string): string;
  /** A path from the tree's root, as it is printed. */
  printed(path: string): string;
}

export interface Proven {
  readonly proofs: readonly RenderProof[];
  /** Why nothing could be drawn of what had to be, or null. */
  readonly missing: string | null;
}

/**
 * Proves everything that renders a changed file: both sides are rendered in copies, and
 * what the migrated tree gives must be the migration of what the tree gives today.
 */
export async function prove(request: ProveRequest): Promise<Proven> {
  const { outcome, renderer, missing, tree, real } = request;
  const edits = new Map(outcome.files.map(({ path, after }) => [real(path), after]));
  if (edits.size === 0) return { proofs: [], missing: null };
  const touched = renderer
    .targets(tree)
    .filter(({ reads, opaque }) => opaque || [...edits.keys()].some((path) => reads.has(path)));
  if (missing !== null && touched.some(({ leftOut }) => leftOut === null))
    return { proofs: [], missing };
  return { proofs: await draw(request, touched, edits), missing: null };
}

async function draw(
  request: ProveRequest,
  touched: readonly Target[],
  edits: ReadonlyMap<string, string>,
): Promise<readonly RenderProof[]> {
  if (touched.length === 0) return [];
  const { outcome, tree, real } = request;
  const copies = copyFor(
    touched.filter(({ leftOut }) => leftOut === null),
    tree,
    edits,
  );
  try {
    const plan: Plan = {
      plans: plannedOf(outcome, real),
      texts: new Map([...edits].map(([path, after]) => [tree.read(path) ?? '', after])),
      rewrites: new Map(
        [...edits].map(([path, after]) => [path, portRewrites(tree.read(path) ?? '', after)]),
      ),
    };
    const drawn = await inPool(touched, (target) => squareFor(request, target, copies, plan));
    const proofs = drawn.map(({ proof }) => proof);
    return proofs.every(({ state }) => state === 'proven')
      ? [...proofs, ...unseen(request, plan.plans, drawn)]
      : proofs;
  } finally {
    copies.remove();
  }
}

interface Plan {
  readonly plans: readonly Planned[];
  readonly texts: Texts;
  /** What becomes of Services, by the file that they stand in. */
  readonly rewrites: ReadonlyMap<string, readonly PortRewrite[]>;
}

async function squareFor(
  { renderer, printed, settings }: ProveRequest,
  target: Target,
  copies: Copies,
  { plans, texts, rewrites }: Plan,
): Promise<Drawn> {
  const own = { renderer: renderer.id, target: printed(target.path) };
  const proof = (
    state: RenderProof['state'],
    message: string,
    pods: readonly MovedPod[] = [],
    changed = 0,
  ): Drawn => ({ proof: { ...own, state, message, changed }, pods });
  if (target.leftOut !== null) return proof('left-out', target.leftOut);
  const [before, again, after] = await Promise.all([
    renderer.render(copies.before, target),
    renderer.mayVary === true ? renderer.render(copies.before, target) : null,
    renderer.render(copies.after, target),
  ]);
  if (!before.ok)
    return proof('left-out', `cannot be rendered before the change: ${firstLine(before.message)}`);
  if (!after.ok) return proof('differs', `can no longer be rendered: ${firstLine(after.message)}`);
  const same = withoutRandomValues(
    before.text,
    again?.ok === true ? again.text : before.text,
    after.text,
  );
  if (!same.ok) return proof('left-out', same.message);
  const mine = plans.filter(({ paths }) => paths.some((path) => target.reads.has(path)));
  const verdict = compareRenders(same, mine, settings, {
    texts,
    anyVolumeOrder: renderer.anyVolumeOrder === true,
    rewrites: [...rewrites]
      .filter(([path]) => target.opaque || target.reads.has(path))
      .flatMap(([, own]) => own),
  });
  if (!verdict.ok) {
    const alike = before.text === after.text ? '; it renders the same before and after' : '';
    return proof('differs', `${verdict.message}${alike}`);
  }
  const { changed, pods } = verdict;
  const count = `${changed} ${changed === 1 ? 'object' : 'objects'} changed, as planned`;
  const notes = [...chartNotes(pods), ...aside(same.random)];
  const words = changed === 0 ? 'renders the same as before' : count;
  return proof('proven', [words, ...notes].join('; '), pods, changed);
}

/** What a chart makes of sidecars, beside moving them. */
function chartNotes(pods: readonly MovedPod[]): readonly string[] {
  return pods.flatMap(({ pod: { workload }, notes }) =>
    notes.map((note) => `in ${workload.kind} ${workload.name} ${note}`),
  );
}

/** What a render makes anew each time. */
function aside(random: readonly string[]): readonly string[] {
  const [first] = random;
  if (first === undefined) return [];
  const more = random.length === 1 ? '' : ` and ${random.length - 1} more`;
  return [`generated at random and not compared: ${first}${more}`];
}

interface Drawn {
  readonly proof: RenderProof;
  /** What moved in it. */
  readonly pods: readonly MovedPod[];
}

/** What has to show in the renders and does not: a stack that the command leaves out, a condition. */
function unseen(
  { renderer, printed }: ProveRequest,
  plans: readonly Planned[],
  drawn: readonly Drawn[],
): readonly RenderProof[] {
  const pods = drawn.flatMap((each) => each.pods);
  const isSeen = ({ kind, ofValues }: Planned, name: string): boolean =>
    pods.some(({ pod, moved }) =>
      ofValues
        ? [...moved].some((own) => isCalled(name, own))
        : pod.workload.kind === kind && moved.has(name),
    );
  return plans
    .filter((plan) => renderer.shows?.(plan) === true)
    .flatMap((plan) =>
      [...plan.moved]
        .filter((own) => !isSeen(plan, own))
        .map((own) => ({
          renderer: renderer.id,
          target: printed(plan.paths[0] ?? '.'),
          state: 'left-out' as const,
          message: `${own} of ${plan.kind} ${plan.name} is not in any render`,
          changed: 0,
        })),
    );
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

/** As many at once as there are processors; the results in the order of the entries. */
async function inPool<T, R>(
  entries: readonly T[],
  work: (entry: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const left = entries.entries();
  const worker = async (): Promise<void> => {
    for (const [i, entry] of left) results.set(i, await work(entry));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
