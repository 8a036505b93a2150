import { availableParallelism } from 'node:os';
import type { Outcome } from '../model/outcome.js';
import type { Square } from '../model/proof.js';
import type { Settings } from '../model/settings.js';
import { type Copies, copyFor } from './copies.js';
import type { Texts } from './embedded.js';
import type { MovedPod } from './migrated.js';
import { type Planned, plannedOf } from './planned.js';
import type { Renderer, Target } from './renderer.js';
import type { SourceTree } from './source-tree.js';
import { squareOf } from './square.js';

export interface ProveRequest {
  readonly outcome: Outcome;
  readonly settings: Settings;
  readonly renderer: Renderer;
  readonly tree: SourceTree;
  /** The real path, from the tree's root, of a path of the outcome. */
  real(path: string): string;
  /** A path from the tree's root, as it is printed. */
  printed(path: string): string;
}

/**
 * Draws the square of everything that renders a changed file: both sides are rendered in copies, and
 * what the migrated tree gives must be the migration of what the tree gives today.
 */
export async function prove(request: ProveRequest): Promise<readonly Square[]> {
  const { outcome, renderer, tree, real } = request;
  const edits = new Map(outcome.files.map(({ path, after }) => [real(path), after]));
  if (edits.size === 0) return [];
  const touched = renderer
    .targets(tree)
    .filter(({ reads, opaque }) => opaque || [...edits.keys()].some((path) => reads.has(path)));
  if (touched.length === 0) return [];
  const copies = copyFor(
    touched.filter(({ leftOut }) => leftOut === null),
    tree,
    edits,
  );
  try {
    const plan: Plan = {
      plans: plannedOf(outcome, real),
      texts: new Map([...edits].map(([path, after]) => [tree.read(path) ?? '', after])),
    };
    const drawn = await inPool(touched, (target) => squareFor(request, target, copies, plan));
    const squares = drawn.map(({ square }) => square);
    return squares.every(({ state }) => state === 'proven')
      ? [...squares, ...unseen(request, plan.plans, drawn)]
      : squares;
  } finally {
    copies.remove();
  }
}

interface Plan {
  readonly plans: readonly Planned[];
  readonly texts: Texts;
}

async function squareFor(
  { renderer, printed, settings }: ProveRequest,
  target: Target,
  copies: Copies,
  { plans, texts }: Plan,
): Promise<Drawn> {
  const own = { renderer: renderer.id, target: printed(target.path) };
  const square = (
    state: Square['state'],
    message: string,
    pods: readonly MovedPod[] = [],
    changed = 0,
  ): Drawn => ({ square: { ...own, state, message, changed }, pods });
  if (target.leftOut !== null) return square('left-out', target.leftOut);
  const [before, after] = await Promise.all([
    renderer.render(copies.before, target),
    renderer.render(copies.after, target),
  ]);
  if (!before.ok)
    return square('left-out', `cannot be rendered as it stands: ${firstLine(before.message)}`);
  if (!after.ok) return square('broken', `can no longer be rendered: ${firstLine(after.message)}`);
  const mine = plans.filter(({ paths }) => paths.some((path) => target.reads.has(path)));
  const verdict = squareOf(
    { before: before.text, after: after.text },
    mine,
    settings,
    texts,
    renderer.anyVolumeOrder,
  );
  if (!verdict.ok) {
    const same = before.text === after.text ? '; it renders the same before and after' : '';
    return square('broken', `${verdict.message}${same}`);
  }
  const { changed, pods } = verdict;
  const count = `${changed} ${changed === 1 ? 'object' : 'objects'} changed, as planned`;
  return square('proven', changed === 0 ? 'renders the same as before' : count, pods, changed);
}

interface Drawn {
  readonly square: Square;
  /** What moved in it. */
  readonly pods: readonly MovedPod[];
}

/** What has to show in the renders and does not: a stack that the command leaves out, a condition. */
function unseen(
  { renderer, printed }: ProveRequest,
  plans: readonly Planned[],
  drawn: readonly Drawn[],
): readonly Square[] {
  const seen = new Set(
    drawn.flatMap(({ pods }) =>
      pods.flatMap(({ pod, moved }) => [...moved].map((name) => `${pod.workload.kind}/${name}`)),
    ),
  );
  return plans
    .filter((plan) => renderer.shows?.(plan) === true)
    .flatMap(({ kind, name, moved, paths }) =>
      [...moved]
        .filter((own) => !seen.has(`${kind}/${own}`))
        .map((own) => ({
          renderer: renderer.id,
          target: printed(paths[0] ?? '.'),
          state: 'left-out' as const,
          message: `${own} of ${kind} ${name} is in nothing that is rendered`,
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
