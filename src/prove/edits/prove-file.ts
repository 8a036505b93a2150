import { podsInSteps, readInSteps } from '../../files/read-in-steps.js';
import { grouped } from '../../model/groups.js';
import { nodeId } from '../../model/node.js';
import type { Operation } from '../../model/operation.js';
import type { ChangedFile } from '../../model/outcome.js';
import type { Change, FailedProof } from '../../model/plan.js';
import type { Pod } from '../../model/pod.js';
import type { Settings } from '../../model/settings.js';
import type { SourceFile, TextEdit } from '../../model/source.js';
import type { EditRefusal, Reading, Transform } from '../../model/transform.js';
import type { Tree } from '../../model/tree.js';
import { decideInSteps } from '../../plan/decide.js';
import { inSteps, yieldToEvents } from '../../process/event-loop.js';
import { refusalOf } from '../../text/cannot-edit.js';
import { apart, applyEdits } from '../../text/edits.js';
import { lostComments } from '../../text/lost-comments.js';
import { cutComments, staleComments } from './comments.js';
import { withCaveats } from './held.js';
import { type Before, beforeOf, disproof } from './verify.js';

export interface FileProof {
  readonly changed: ChangedFile | null;
  readonly edits: ReadonlyMap<Change, readonly TextEdit[]>;
  /** Changes that the transform cannot write where they stand. */
  readonly refused: ReadonlyMap<Change, EditRefusal>;
  readonly failures: readonly FailedProof[];
}

export interface FileProofRequest {
  readonly file: SourceFile;
  readonly transform: Transform;
  /** The changes with operations in this file, in the order of the plan. */
  readonly changes: readonly Change[];
  readonly settings: Settings;
  readonly tree: Tree;
  /** Pods that no file tells all of: kustomizations change them. */
  readonly rendered: ReadonlySet<string>;
  /** The pods as they were decided, by id. */
  readonly decided: ReadonlyMap<string, Pod>;
  readonly beside: (path: string) => string | null;
}

export const AGAIN = 'a second run would change it again';

/** Makes the edits of every change in one file and proves them, each change on its own if need be. */
export async function proveFile(request: FileProofRequest): Promise<FileProof> {
  const { file } = request;
  const { before, edits, refused } = await edited(request);
  const clear = apart(edits);
  for (const change of [...edits.keys()].filter((each) => !clear.has(each))) {
    edits.delete(change);
    refused.set(change, refusalOf({ message: 'its edits would overlap those of another change' }));
  }
  const failures: FailedProof[] = [];
  for (const { change, message } of await unproven(request, before, [...edits])) {
    edits.delete(change);
    failures.push({ change, path: file.path, message });
  }
  const changed = await changedFile(request, before, edits);
  return { changed, edits, refused, failures };
}

interface Edited {
  readonly before: Before;
  readonly edits: Map<Change, readonly TextEdit[]>;
  readonly refused: Map<Change, EditRefusal>;
}

/** The edits as the transform makes them. The reading ends here: a file of thousands of pods is large as trees. */
async function edited(request: FileProofRequest): Promise<Edited> {
  const { file, transform } = request;
  const reading = await readFor(request, file);
  const edits = new Map<Change, readonly TextEdit[]>();
  const refused = new Map<Change, EditRefusal>();
  for (const change of request.changes) {
    await yieldToEvents();
    const result = transform.edit(reading, operationsIn(change, file.path));
    if (result.ok) edits.set(change, result.edits);
    else refused.set(change, result);
  }
  return { before: beforeOf(transform, reading), edits, refused };
}

interface Unproven {
  readonly change: Change;
  readonly message: string;
}

/** The changes that cannot be proven, by halves: most often all of them can, at once. */
async function unproven(
  request: FileProofRequest,
  before: Before,
  edits: readonly (readonly [Change, readonly TextEdit[]])[],
): Promise<readonly Unproven[]> {
  const message = await attempt(request, before, new Map(edits));
  const [first] = edits;
  if (message === null || first === undefined) return [];
  if (edits.length === 1) return [{ change: first[0], message }];
  const half = edits.length >> 1;
  return [
    ...(await unproven(request, before, edits.slice(0, half))),
    ...(await unproven(request, before, edits.slice(half))),
  ];
}

/** A patch looks like no pod to the scan: its file is parsed as a whole. */
function readFor(
  { transform, settings, changes, beside }: FileProofRequest,
  file: SourceFile,
): Promise<Reading> {
  const thorough = changes.some((change) => followsElsewhere(change, file.path));
  return readInSteps(transform, file, { kinds: settings.customKinds, thorough, beside });
}

function followsElsewhere(change: Change, path: string): boolean {
  const pods = new Set(change.pods);
  return operationsIn(change, path).some(({ at }) => !pods.has(nodeId(path, at)));
}

/** What is wrong with the edits of these changes together, or null. Our own exceptions are answers. */
async function attempt(
  request: FileProofRequest,
  before: Before,
  edits: ReadonlyMap<Change, readonly TextEdit[]>,
): Promise<string | null> {
  if (edits.size === 0) return null;
  try {
    const all = [...edits.values()].flat();
    const text = applyEdits(request.file.text, all);
    const after = await readFor(request, { ...request.file, text });
    const operations = [...edits.keys()].flatMap((c) => operationsIn(c, request.file.path));
    return (
      disproof({ transform: request.transform, before, after, operations, edits: all }) ??
      (await secondRun(request, after, edits))
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The tool must have nothing left to do in a pod that it has just changed. */
async function secondRun(
  request: FileProofRequest,
  after: Reading,
  edits: ReadonlyMap<Change, readonly TextEdit[]>,
): Promise<string | null> {
  const { settings, tree, rendered, decided } = request;
  const changed = new Set([...edits.keys()].flatMap((change) => change.pods));
  const read = await podsInSteps(request.transform, after);
  const all = read.filter(({ id }) => changed.has(id) && !rendered.has(id));
  const pods = withCaveats(all, decided);
  const again = await inSteps(decideInSteps(pods, settings, tree));
  return again.changes.length > 0 ? AGAIN : null;
}

async function changedFile(
  request: FileProofRequest,
  before: Before,
  edits: ReadonlyMap<Change, readonly TextEdit[]>,
): Promise<ChangedFile | null> {
  if (edits.size === 0) return null;
  const { file } = request;
  const text = applyEdits(file.text, [...edits.values()].flat());
  const removing = [...edits].filter(([{ operations }]) =>
    operations.some(({ op }) => op === 'remove-node' || op === 'edit-text'),
  );
  const after =
    removing.length > 0 ? (await readFor(request, { ...file, text })).comments : before.comments;
  const all = [...edits.values()].flat();
  const lost = lostComments(before.comments, after);
  const words = removing.flatMap(([change]) => change.words);
  return {
    path: file.path,
    before: file.text,
    after: text,
    changes: [...edits.keys()].map((change) => change.id),
    removedComments: [...lost, ...lostComments(cutComments(file.text, all), lost)],
    staleComments:
      removing.length > 0
        ? staleComments({ before: file.text, after: text, edits: all, words })
        : [],
  };
}

/** A change of all layers of a release, or of all overlays, has operations in thousands of files. */
const BY_FILE = new WeakMap<Change, ReadonlyMap<string, readonly Operation[]>>();
const NONE: readonly Operation[] = [];

/** The operations of a change in one file, in their order. */
function operationsIn(change: Change, path: string): readonly Operation[] {
  return byFile(change).get(path) ?? NONE;
}

function byFile(change: Change): ReadonlyMap<string, readonly Operation[]> {
  const known = BY_FILE.get(change);
  if (known !== undefined) return known;
  const made = grouped(change.operations, ({ path }) => path);
  BY_FILE.set(change, made);
  return made;
}
