import { availableParallelism } from 'node:os';
import type { Outcome } from '../model/outcome.js';
import type { Square } from '../model/proof.js';
import type { Settings } from '../model/settings.js';
import { type Copies, copyFor } from './copies.js';
import type { Texts } from './embedded.js';
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
    return await inPool(touched, (target) => squareFor(request, target, copies, plan));
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
): Promise<Square> {
  const own = { renderer: renderer.id, target: printed(target.path) };
  const square = (state: Square['state'], message: string, changed = 0): Square => ({
    ...own,
    state,
    message,
    changed,
  });
  if (target.leftOut !== null) return square('left-out', target.leftOut);
  const [before, after] = await Promise.all([
    renderer.render(copies.before, target),
    renderer.render(copies.after, target),
  ]);
  if (!before.ok)
    return square('left-out', `cannot be rendered as it stands: ${firstLine(before.message)}`);
  if (!after.ok) return square('broken', `can no longer be rendered: ${firstLine(after.message)}`);
  const mine = plans.filter(({ paths }) => paths.some((path) => target.reads.has(path)));
  const verdict = squareOf({ before: before.text, after: after.text }, mine, settings, texts);
  if (!verdict.ok) return square('broken', verdict.message);
  const { changed } = verdict;
  const count = `${changed} ${changed === 1 ? 'object' : 'objects'} changed, as planned`;
  return square('proven', changed === 0 ? 'renders the same as before' : count, changed);
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
