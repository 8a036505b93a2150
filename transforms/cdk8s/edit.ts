import { isNodeOperation, type Operation, type PodOperation } from '../../src/model/operation.js';
import type { TextEdit } from '../../src/model/source.js';
import type { EditResult, Reading } from '../../src/model/transform.js';
import { inOrder } from '../../src/source/edits.js';
import { callEdits } from './calls.js';
import { CannotEdit } from './cannot.js';
import { fieldEdits, quoteOf } from './field.js';
import { isPlus } from './fragments.js';
import { plusPolicy } from './import-edit.js';
import { listEdits } from './list-edits.js';
import { movesOf } from './moves.js';
import type { Program } from './read.js';
import type { Site } from './site.js';

/** The text edits that carry out operations, workload by workload. */
export function editProgram(
  reading: Reading<Program>,
  operations: readonly Operation[],
): EditResult {
  const edits: TextEdit[] = [];
  try {
    const pods = new Map<number, PodOperation[]>();
    for (const operation of operations) {
      if (isNodeOperation(operation)) throw new CannotEdit('programs hold no such node');
      const { document } = operation.at;
      pods.set(document, [...(pods.get(document) ?? []), operation]);
    }
    for (const [document, own] of pods) {
      const site = reading.data.sites[document];
      if (site === undefined) throw new CannotEdit('the workload was not read');
      edits.push(...siteEdits(reading.data, site, own));
    }
  } catch (error) {
    if (error instanceof CannotEdit) return { ok: false, code: error.code, reason: error.message };
    throw error;
  }
  return { ok: true, edits: inOrder(edits) };
}

function siteEdits(
  program: Program,
  site: Site,
  operations: readonly PodOperation[],
): readonly TextEdit[] {
  const moves = movesOf(site, operations);
  const policy = policyFor(program, site);
  const fields = new Map(
    moves.map((move) => [move, fieldEdits(program, site, move, policy.text)] as const),
  );
  const called = moves.filter(({ item }) => item.call !== null);
  const listed = moves.filter(({ item }) => item.call === null);
  const isWritten = moves.some(({ sets }) => sets);
  return [
    ...(isWritten ? policy.edits : []),
    ...callEdits(site, called, listed).flat(),
    ...called.flatMap((move) => fields.get(move) ?? []),
    ...(listed.length === 0 ? [] : listEdits({ program, site, moves: listed, fields })),
  ];
}

/** How `Always` is written where this workload is. */
function policyFor(
  program: Program,
  site: Site,
): { readonly text: string; readonly edits: readonly TextEdit[] } {
  if (isPlus(site)) return plusPolicy(program, site);
  const quote = quoteOf(program, site.spec ?? site.node);
  return { text: `${quote}Always${quote}`, edits: [] };
}
