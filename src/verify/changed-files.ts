import { grouped } from '../model/groups.js';
import type { Operation } from '../model/operation.js';
import type { Settings } from '../model/settings.js';
import { lostComments } from '../text/lost-comments.js';
import { type Compared, compareFile, type FilePair } from './compare.js';
import { expectedComments, type ReadSide } from './expected.js';
import type { Fault, FileChange, OtherChange, Snapshot } from './model.js';
import type { PodPair } from './pairs.js';
import type { SidesOf } from './values-pairs.js';

interface Both<T> {
  readonly before: T;
  readonly after: T;
}

export interface FilesRequest {
  readonly sides: Both<Snapshot>;
  readonly reader: SidesOf;
  readonly changes: readonly FileChange[];
  /** The pods of which something moved. */
  readonly pairs: readonly PodPair[];
  /** Operations by the path before the change; the first plan that fits a file is taken. */
  readonly plans: readonly ReadonlyMap<string, readonly Operation[]>[];
  readonly settings: Settings;
}

export interface FilesVerified {
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  readonly others: readonly OtherChange[];
  /** Which of the plans a file follows, by its path before the change. */
  readonly chosen: ReadonlyMap<string, number>;
}

/** Compares each file that changed, or should have. */
export async function changedFiles(request: FilesRequest): Promise<FilesVerified> {
  const { changes, plans, pairs } = request;
  const faults: Fault[] = [];
  const warnings: Fault[] = [];
  const others: OtherChange[] = [];
  const chosen = new Map<string, number>();
  const byPath = grouped(pairs, ({ before }) => before.path);
  const known = new Map(changes.map((change) => [change.from ?? change.path, change] as const));
  const paths = new Set([...known.keys(), ...plans.flatMap((plan) => [...plan.keys()])]);
  for (const path of [...paths].sort()) {
    const change = known.get(path) ?? { kind: 'modified' as const, path, from: path };
    const pods = byPath.get(path) ?? [];
    const found = await verifyFile(request, change, pods);
    faults.push(...found.faults);
    warnings.push(...found.warnings);
    others.push(...found.others);
    chosen.set(path, found.plan);
  }
  return { faults, warnings, others, chosen };
}

interface FileVerified extends Compared {
  readonly warnings: readonly Fault[];
  readonly plan: number;
}

async function verifyFile(
  request: FilesRequest,
  change: FileChange,
  pods: readonly PodPair[],
): Promise<FileVerified> {
  const { sides, reader, plans } = request;
  const { path, from } = change;
  const own = plans.map((plan) => plan.get(from ?? path) ?? []);
  const both = await reader(change);
  if (both === null)
    return { ...whole(change, sides, own[0] !== undefined && own[0].length > 0), plan: 0 };
  const { before, after } = both;
  const unread = unreadable(path, before, after);
  if (unread !== null) return { faults: [unread], warnings: [], others: [], plan: 0 };
  const tried: FileVerified[] = [];
  for (const [plan, operations] of own.entries()) {
    if (plan > 0 && JSON.stringify(operations) === JSON.stringify(own[0])) continue;
    const file: FilePair = { path, before, after, operations, pods };
    const compared = compareFile(file);
    const concerned = operations.length > 0 || pods.length > 0;
    const comments = concerned ? await commentFaults(request, file) : [];
    const isWhole = compared.others.every(({ message }) => message !== 'is gone');
    tried.push({
      plan,
      others: compared.others,
      faults: [...compared.faults, ...(isWhole ? comments : [])],
      warnings: isWhole ? [] : comments,
    });
  }
  const best = tried.reduce((a, b) => (weightOf(b) < weightOf(a) ? b : a));
  return { ...best, others: [...renaming(change), ...best.others] };
}

/** What is wrong counts, and then what nothing explains. */
function weightOf({ faults, others }: FileVerified): number {
  return faults.length * 1000 + others.length;
}

function renaming({ kind, path, from }: FileChange): readonly OtherChange[] {
  return kind === 'renamed' ? [{ path, object: '', message: `was ${from} before` }] : [];
}

/** A file that came, went, or is no text. */
function whole(
  change: FileChange,
  sides: Both<Snapshot>,
  isNeeded: boolean,
): Omit<FileVerified, 'plan'> {
  const { kind, path, from } = change;
  if (isNeeded && kind === 'deleted')
    return {
      faults: [
        {
          ...{ kind: 'forgotten' as const, path, place: null, code: null },
          message: 'is deleted, but should have changed together with the move',
          remedy: 'restore it, or check what still refers to it',
        },
      ],
      warnings: [],
      others: [],
    };
  const what = sides.after.files.get(path)?.kind ?? sides.before.files.get(from ?? path)?.kind;
  const noun = what === 'submodule' ? 'a submodule ' : what === 'link' ? 'a link ' : '';
  const verb = {
    modified: 'changed',
    added: 'is new',
    deleted: 'is gone',
    renamed: `was ${from} before`,
  };
  const message = noun === '' ? verb[kind] : `${noun}that ${verb[kind]}`;
  return { faults: [], warnings: [], others: [{ path, object: '', message }] };
}

function unreadable(path: string, before: ReadSide, after: ReadSide): Fault | null {
  const is = after.reading.problems.find(({ kind }) => kind === 'unparsable');
  const was = before.reading.problems.some(({ kind }) => kind === 'unparsable');
  if (is === undefined || was) return null;
  return {
    kind: 'unread',
    path,
    place: is.place,
    code: null,
    message: `it can no longer be read: ${is.message}`,
    remedy: is.remedy,
  };
}

async function commentFaults(request: FilesRequest, file: FilePair): Promise<readonly Fault[]> {
  const { settings } = request;
  const { before, after, operations, path } = file;
  const expected = await expectedComments(before, operations, settings);
  const trimmed = (comments: readonly string[]): readonly string[] =>
    comments.map((text) => `#${text}`.trimEnd());
  const lost = lostComments(trimmed(expected), trimmed(after.reading.comments));
  if (lost.length === 0) return [];
  const [first = ''] = lost;
  const more = lost.length === 1 ? '' : ` and ${lost.length - 1} more`;
  const line = lineOf(before.reading.file.text, first);
  return [
    {
      kind: 'comment',
      path,
      place: null,
      code: null,
      message: `the comment that was on line ${line} is lost: ${shortened(first)}${more}`,
      remedy: 'restore it, or allow the loss with --allow-mixed',
    },
  ];
}

function lineOf(text: string, comment: string): number {
  const at = text.indexOf(comment);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}

const LONGEST = 100;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
