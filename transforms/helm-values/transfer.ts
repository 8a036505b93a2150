import type { YAMLMap } from 'yaml';
import {
  isNodeOperation,
  type MoveItem,
  type Operation,
  type PodOperation,
} from '../../src/model/operation.js';
import type { TextEdit } from '../../src/model/source.js';
import type { Reading } from '../../src/model/transform.js';
import type { Path } from '../../src/model/value.js';
import type { ListForm } from '../../src/model/values.js';
import { apply } from '../../src/plan/apply.js';
import { applyEdits } from '../../src/source/edits.js';
import { lineStart, nextLineStart } from '../../src/source/lines.js';
import { firstDifference } from '../../src/verify/same.js';
import type { ManifestData, ManifestDocument } from '../manifest/data.js';
import { CannotEdit } from '../manifest/moves.js';
import { pairOf, podNode } from '../manifest/pods.js';
import { readManifest } from '../manifest/read.js';
import { reindent } from '../manifest/reindent.js';
import { keyQuoteOf, quoteOf } from '../manifest/style.js';
import { arrival } from './arrival.js';
import { departure, isRenamed, renaming } from './departure.js';
import type { Entry } from './entry-lines.js';
import { type Held, type HeldItem, heldAt } from './held.js';
import { areSorted, itemChanges } from './item-changes.js';
import { withLists } from './list-text.js';
import { evenedOut, turnEdits } from './turned.js';
import { unveiled } from './veil.js';

/** Containers that go from one key of values to another, which holds them otherwise or elsewhere. */
export interface Transfer {
  readonly document: ManifestDocument;
  /** The map with the first key, and where it is. */
  readonly map: YAMLMap;
  readonly path: Path;
  readonly from: Entry;
  readonly held: Held;
  readonly moving: readonly HeldItem[];
  /** The name of each container that another one is put before. */
  readonly before: ReadonlyMap<string, string>;
  readonly keepsKey: boolean;
  readonly toName: string;
  readonly toForm: ListForm;
  /** The map with the other key, where it is another one. */
  readonly into: Path | null;
  /** The other key, where it is there. */
  readonly to: Entry | null;
  readonly operations: readonly PodOperation[];
}

/** Where a new key goes, beside the first one. */
export type Side = 'after' | 'before';

/** The edits that carry containers over; that they mean what was planned is tried before. */
export function transferEdits(
  reading: Reading<ManifestData>,
  operations: readonly Operation[],
): readonly TextEdit[] {
  const { document, at } = documentOf(reading, operations);
  const { text } = document.lines;
  const isEnded = text.endsWith('\n');
  const whole = isEnded ? document : again(reading, `${text}${document.lines.eol}`);
  if (whole === undefined) throw new CannotEdit('the values cannot be read with an end of line');
  const transfer = transferOf(whole, operations);
  const { from, toName, into } = transfer;
  const places = [
    [...at, String(from.key)],
    [...(into ?? at), toName],
  ];
  const planned = operations.reduce(
    (value, operation) => apply(value, { ...operation, at: { ...operation.at, document: 0 } }),
    withLists(document.value, places),
  );
  for (const side of ['after', 'before'] as const) {
    const edits = make(transfer, side);
    const made = applied(whole.lines.text, edits);
    const after = isEnded ? made : made.replace(/\r?\n$/, '');
    const value = withLists(again(reading, after)?.value ?? null, places);
    if (firstDifference(value, planned) !== null) continue;
    const own = isEnded ? edits : [difference(text, after)];
    return own.map((edit) => ({
      ...edit,
      start: edit.start + document.base,
      end: edit.end + document.base,
    }));
  }
  throw new CannotEdit(
    'the containers cannot be written there so that they mean the same: an anchor, or a form that few use',
    'SM119',
  );
}

function documentOf(
  { data }: Reading<ManifestData>,
  operations: readonly Operation[],
): { readonly document: ManifestDocument; readonly at: Path } {
  const first = operations.find((operation) => operation.op === 'move-item');
  const document = data.documents.find(({ index }) => index === first?.at.document);
  if (first === undefined || document === undefined)
    throw new CannotEdit('the document was not read');
  return { document, at: first.at.path };
}

/** The same document with another text. */
function again({ file, data }: Reading<ManifestData>, text: string): ManifestDocument | undefined {
  const context = { kinds: data.kinds, thorough: true };
  return readManifest({ ...file, text }, context).data.documents[0];
}

function applied(text: string, edits: readonly TextEdit[]): string {
  try {
    return applyEdits(text, edits);
  } catch (error) {
    if (error instanceof RangeError) throw new CannotEdit('what goes and what comes meet');
    throw error;
  }
}

/** One edit for all of them: the last line of the text has no end, and may be another one then. */
function difference(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

function transferOf(document: ManifestDocument, operations: readonly Operation[]): Transfer {
  const own = operations.filter((operation) => !isNodeOperation(operation));
  const moves = own.filter((operation): operation is MoveItem => operation.op === 'move-item');
  const [first] = moves;
  const path = first?.at.path ?? [];
  const map = podNode(document, path);
  if (first === undefined || map === null || map.flow === true)
    throw new CannotEdit('the values are not written as a plain map');
  const from = pairOf(map, first.from);
  if (from === null) throw new CannotEdit(`${first.from} is not written in the map itself`);
  const forms = first.forms ?? { from: 'list', to: 'list' };
  const held = heldAt(document, from, forms.from);
  const into = first.into ?? null;
  const target = into === null ? map : podNode(document, into);
  return {
    document,
    map,
    path,
    from,
    held,
    moving: moves.map(({ name }) => {
      const item = held.items.find((each) => each.name === name);
      if (item === undefined) throw new CannotEdit(`${name} is not written where it stands`);
      return item;
    }),
    before: new Map(moves.flatMap(({ name, before }) => (before === null ? [] : [[name, before]]))),
    keepsKey: first.keepsKey === true,
    toName: first.to,
    toForm: forms.to,
    into,
    to: target === null ? null : pairOf(target, first.to),
    operations: own,
  };
}

function make(transfer: Transfer, side: Side): readonly TextEdit[] {
  const { held, moving } = transfer;
  const changes = (item: HeldItem): readonly TextEdit[] => changesOf(transfer, item);
  if (isRenamed(transfer)) return [renaming(transfer), ...held.lift(moving.flatMap(changes))];
  const texts = moving.map((item) => ({ name: item.name, text: textOf(transfer, item) }));
  return [...departure(transfer), ...arrival(transfer, texts, side)];
}

function changesOf({ held, operations }: Transfer, item: HeldItem): readonly TextEdit[] {
  const nodes = held.items.map(({ node }) => node);
  return itemChanges({
    document: held.document,
    name: item.name,
    item: item.node,
    operations,
    sorted: areSorted(nodes),
    quote: quoteIn(held, item),
    keyed: held.form === 'map',
  });
}

function quoteIn({ form, document }: Held, { node }: HeldItem): '' | '"' | "'" {
  if (form === 'map') return '';
  const seq = document.tree.contents;
  const own = node !== null && 'items' in node ? keyQuoteOf(node as YAMLMap) : '';
  return form === 'text' && seq !== null && 'items' in seq
    ? quoteOf(seq as Parameters<typeof quoteOf>[0])
    : own === '"'
      ? '"'
      : '';
}

/** The lines of a container as they will be, from the first column, with plain ends of lines. */
function textOf(transfer: Transfer, item: HeldItem): string {
  const { held, toForm } = transfer;
  const { lines } = held.document;
  if (held.flow) return bracketText(transfer, item);
  const start = lineStart(lines, item.first);
  const edits = [...turnEdits(held, item, toForm), ...changesOf(transfer, item)];
  const text = applyEdits(
    lines.text.slice(start, nextLineStart(lines, item.last)),
    edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
  );
  const whole = evenedOut(held, item, toForm, text.endsWith('\n') ? text : `${text}\n`);
  const plain = reindent(whole, -held.column).replaceAll('\r\n', '\n');
  return held.form === 'text' ? unveiled(plain) : plain;
}

/** What stood in brackets gets a dash, or is an entry as it was. */
function bracketText(transfer: Transfer, item: HeldItem): string {
  const { held, toForm } = transfer;
  const edits = [...turnEdits(held, item, toForm), ...changesOf(transfer, item)];
  const text = applyEdits(
    held.document.lines.text.slice(item.start, item.node?.range?.[1]),
    edits.map((edit) => ({ ...edit, start: edit.start - item.start, end: edit.end - item.start })),
  );
  return `${toForm === 'map' || held.form === 'map' ? '' : '- '}${text}\n`;
}
