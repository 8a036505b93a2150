import { isNodeOperation, type Operation, type PodOperation } from '../../model/operation.js';
import type { TextEdit } from '../../model/source.js';
import type { EditResult, Reading } from '../../model/transform.js';
import { textAt } from '../../model/value.js';
import { CannotEdit, editsUnlessRefused } from '../../text/cannot-edit.js';
import { releaseEdits, withInit } from '../releases/release-edits.js';
import { callEdits } from '../syntax/calls.js';
import { isPlus } from '../workloads/fragments.js';
import { patchesBySite } from '../workloads/index-patches.js';
import type { Program } from '../workloads/program.js';
import type { Site } from '../workloads/site.js';
import { fieldEdits, quoteOf } from './field.js';
import { plusPolicy } from './import-edit.js';
import { listEdits } from './list-edits.js';
import { type Move, movesOf } from './moves.js';
import { patchEdits } from './patch-edits.js';

/** The text edits that carry out operations, workload by workload. */
export function editProgram(
  reading: Reading<Program>,
  operations: readonly Operation[],
): EditResult {
  return editsUnlessRefused(() => {
    const edits: TextEdit[] = [];
    const pods = new Map<Site, PodOperation[]>();
    for (const operation of operations) {
      if (isNodeOperation(operation)) throw new CannotEdit('programs have no such node');
      const site = siteOf(reading.data, operation);
      pods.set(site, [...(pods.get(site) ?? []), operation]);
    }
    const patches = patchesBySite(reading.data.sites);
    for (const [site, own] of pods) {
      const patched = patches.get(site);
      edits.push(...siteEdits(reading.data, site, own));
      if (patched !== undefined) edits.push(...patchEdits(site, patched, own));
    }
    return edits;
  });
}

/** Keys of one values object are sites of their own: the list that an operation names tells which. */
function siteOf({ sites }: Program, operation: PodOperation): Site {
  const { document, path } = operation.at;
  const here = sites.filter(
    (site) => site.document === document && site.podPath.join('/') === path.join('/'),
  );
  const [first] = here;
  if (first === undefined) throw new CannotEdit('the workload was not read');
  if (first.values === null) return first;
  const from = operation.op === 'move-item' ? operation.from : null;
  const name = 'name' in operation ? operation.name : null;
  const own = here.find(({ keys, containers }) =>
    from === null
      ? containers?.items.some(({ key, value }) => (key ?? textAt(value, ['name'])) === name)
      : keys.containers === from,
  );
  if (own === undefined)
    throw new CannotEdit('its containers are not written where the values are');
  return own;
}

function siteEdits(
  program: Program,
  site: Site,
  operations: readonly PodOperation[],
): readonly TextEdit[] {
  if (site.values !== null) return valuesEdits(program, site, operations);
  const moves = movesOf(site, operations);
  const policy = policyFor(program, site);
  const fields = fieldsOf(program, site, moves, policy.text);
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

function valuesEdits(
  program: Program,
  found: Site,
  operations: readonly PodOperation[],
): readonly TextEdit[] {
  const to = operations.flatMap((operation) => (operation.op === 'move-item' ? operation.to : []));
  const site = withInit(found, to[0] ?? '');
  const moves = movesOf(site, operations);
  const quote = quoteOf(program, site.spec ?? site.node);
  const fields = fieldsOf(program, site, moves, `${quote}Always${quote}`);
  return releaseEdits({ program, site, moves, fields });
}

function fieldsOf(
  program: Program,
  site: Site,
  moves: readonly Move[],
  policy: string,
): ReadonlyMap<Move, readonly TextEdit[]> {
  return new Map(moves.map((move) => [move, fieldEdits(program, site, move, policy)] as const));
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
