import { textOf } from '../files/decode.js';
import { hashOf, type ReadFile } from '../files/repository.js';
import { isProgram } from '../files/scan/program.js';
import { type Family, familyOf } from '../kustomize/rewrite/family.js';
import { viewsOf } from '../kustomize/rewrite/views.js';
import type { Input, InputFile } from '../model/input.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import { EMPTY_TREE, type Tree } from '../model/tree.js';
import { isAsked } from '../plan/decide.js';
import { yieldToEvents } from '../process/event-loop.js';
import type { GraphOf } from '../references/build.js';
import { mayMakeReferences, type ProgramReader } from '../references/programs.js';
import { mayReference } from '../references/reference-scan.js';
import { termsOf } from '../references/terms.js';

export interface GrowRequest {
  readonly pods: readonly Pod[];
  readonly input: Input;
  /** Every file of the run. */
  readonly given: ReadonlyMap<string, InputFile>;
  /** Why a run may not write a file, or null. */
  readonly readOnly: (path: string) => string | null;
  readonly settings: Settings;
  /** The kustomizations that lead to some files. */
  readonly graphOf: GraphOf;
  /** Reads the objects that programs make; asked for where one may make any. */
  readonly programs: () => Promise<ProgramReader>;
}

export interface Grown {
  readonly tree: Tree;
  /** Files that a change may have to write, with the hash of what they held. */
  readonly read: ReadonlyMap<string, ReadFile>;
}

/**
 * The index across files, built only when something would move without it: most trees never pay for
 * it, nor for the second look at their files. Files of the repository outside the given paths are asked too, for an overlay that patches a
 * base is seldom given together with it.
 */
export async function growTree(request: GrowRequest): Promise<Grown> {
  const { pods, input, given, settings } = request;
  const candidates: Family[] = [];
  for (const pod of pods) {
    await yieldToEvents();
    const family = familyOf(pod, settings);
    if (isAsked(family, settings) && family.roles.some(({ verdict }) => verdict !== 'app'))
      candidates.push(family);
  }
  if (candidates.length === 0) return { tree: EMPTY_TREE, read: new Map() };
  const files = new Map<string, InputFile>();
  const makers = new Set<string>();
  for (const found of [given.values(), input.beyond()])
    for (const file of found) {
      await yieldToEvents();
      const bytes = file.load();
      if (!(bytes instanceof Uint8Array)) continue;
      const makes = isProgram(file.path) && mayMakeReferences(bytes);
      if (makes || mayReference(file.path, bytes)) files.set(file.path, file);
      if (makes) makers.add(file.path);
    }
  const { buildTree } = await import('../references/build.js');
  const read = new Map<string, ReadFile>();
  const tree = buildTree({
    paths: [...files.keys()],
    terms: termsOf(
      candidates.map((family) => ({ ...family, views: viewsOf(family.pod, EMPTY_TREE) })),
    ),
    graphOf: request.graphOf,
    pods: new Set(candidates.map(({ pod }) => pod.place.path)),
    makers,
    programs: makers.size > 0 ? await request.programs() : null,
    read(path) {
      const file = files.get(path) ?? input.beside(path);
      const text = textOf(file);
      if (file !== null && text?.includes('targetPort') === true)
        read.set(path, { file, hash: hashOf(text) });
      return text;
    },
    readOnly: request.readOnly,
    nameOf: (path) => input.nameOf(path),
  });
  return { tree, read };
}
