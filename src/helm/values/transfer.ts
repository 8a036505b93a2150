import { isMap, type YAMLMap } from 'yaml';
import type { ManifestData } from '../../manifest/data.js';
import type { ListForm } from '../../model/list-form.js';
import {
  isNodeOperation,
  type MoveItem,
  type Operation,
  type PodOperation,
} from '../../model/operation.js';
import type { TextEdit } from '../../model/source.js';
import type { Reading } from '../../model/transform.js';
import type { Path } from '../../model/value.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { editedPart } from '../../text/edits.js';
import { editedLines } from '../../text/line-edits.js';
import type { YamlDocument } from '../../yaml/document.js';
import { renameKey } from '../../yaml/key.js';
import { type Entry, endOf, mapNodeAt, pairOf } from '../../yaml/nodes.js';
import { reindent } from '../../yaml/reindent.js';
import { keyQuoteOf } from '../../yaml/style.js';
import { arrival } from './arrival.js';
import { departure, isRenamed } from './departure.js';
import { type Held, type HeldItem, heldAt } from './held.js';
import { areSorted, itemChanges } from './item-changes.js';
import { tried } from './tried.js';
import { evenedOut, turnEdits } from './turned.js';
import { unveiled } from './veil.js';

/** Containers that go from one key of values to another, which holds them otherwise or elsewhere. */
export interface Transfer {
  readonly document: YamlDocument;
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
  const [move] = operations.flatMap((each) => (each.op === 'move-item' ? [each] : []));
  const at = move?.at.path ?? [];
  return tried({
    reading,
    operations,
    plan: (document) => transferOf(document, operations),
    ways: ['after', 'before'] as const,
    edits: make,
    texts: [
      [...at, move?.from ?? ''],
      [...(move?.into ?? at), move?.to ?? ''],
    ],
    otherwise:
      'the containers cannot be written there with the same meaning: an anchor, or an unusual form',
  });
}

function transferOf(document: YamlDocument, operations: readonly Operation[]): Transfer {
  const own = operations.filter((operation) => !isNodeOperation(operation));
  const moves = own.filter((operation): operation is MoveItem => operation.op === 'move-item');
  const [first] = moves;
  const path = first?.at.path ?? [];
  const map = mapNodeAt(document, path);
  if (first === undefined || map === null || map.flow === true)
    throw new CannotEdit('the values are not written as a plain map');
  const from = pairOf(map, first.from);
  if (from === null) throw new CannotEdit(`${first.from} is not written in the map itself`);
  const forms = first.forms ?? { from: 'list', to: 'list' };
  const held = heldAt(document, from, forms.from);
  const into = first.into ?? null;
  const target = into === null ? map : mapNodeAt(document, into);
  return {
    document,
    map,
    path,
    from,
    held,
    moving: moves.map(({ name }) => {
      const item = held.items.find((each) => each.name === name);
      if (item === undefined) throw new CannotEdit(`${name} is written elsewhere`);
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
  if (isRenamed(transfer))
    return [
      renameKey(transfer.document.lines, transfer.from.key, transfer.toName),
      ...held.lift(moving.flatMap(changes)),
    ];
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

/** In the quotes of the other texts of the list, or of the keys beside it. */
function quoteIn({ form, quote }: Held, { node }: HeldItem): Held['quote'] {
  if (form === 'map' || quote !== '') return quote;
  return isMap(node) && keyQuoteOf(node) === '"' ? '"' : '';
}

/** The lines of a container as they will be, from the first column, with plain ends of lines. */
function textOf(transfer: Transfer, item: HeldItem): string {
  const { held, toForm } = transfer;
  const { lines } = held.document;
  if (held.flow) return bracketText(transfer, item);
  const edits = [...turnEdits(held, item, toForm), ...changesOf(transfer, item)];
  const whole = evenedOut(held, item, toForm, editedLines(lines, item, edits));
  const plain = reindent(whole, -held.column).replaceAll('\r\n', '\n');
  return held.form === 'text' ? unveiled(plain) : plain;
}

/** What stood in brackets gets a dash, or is an entry as it was. */
function bracketText(transfer: Transfer, item: HeldItem): string {
  const { held, toForm } = transfer;
  const edits = [...turnEdits(held, item, toForm), ...changesOf(transfer, item)];
  const part = { start: item.start, end: endOf(item.node) };
  const text = editedPart(held.document.lines.text, part, edits);
  return `${toForm === 'map' || held.form === 'map' ? '' : '- '}${text}\n`;
}
