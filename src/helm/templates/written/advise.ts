import type { Refusable } from '../../../model/refusal.js';
import type { TemplateSidecar } from '../../../model/templates.js';
import { refusalOf, unlessRefused } from '../../../text/cannot-edit.js';
import { lineStart } from '../../../text/lines.js';
import { placeIn } from '../../../text/place.js';
import { splitDocuments } from '../../../yaml/stream.js';
import { blocksIn, type Item, type ListBlock } from './blocks.js';
import type { Helper } from './helpers.js';
import { type Moved, moveItem } from './move.js';
import { type SplitList, splitTail } from './split.js';
import { type Structure, structureOf } from './structure.js';

export interface AdviseRequest {
  readonly path: string;
  readonly text: string;
  /** The family of a container, by its name and image; null: the user says so; undefined: it is none. */
  readonly familyOf: (name: string, image: string | null) => string | null | undefined;
  /** A named template of the chart that writes one container, or null. */
  readonly helperOf: (name: string) => Helper | null;
  /** Whether the chart may be installed where nobody knows native sidecars. */
  readonly isOld: boolean;
  /** Whether the user has named sidecars. */
  readonly isAsked: boolean;
}

export interface Advice {
  readonly sidecars: readonly TemplateSidecar[];
  /** The template with the lines that can be given; the same text where none can. */
  readonly after: string;
}

/** Known sidecars that stand in a template beside other containers, and the lines that would make them native. */
export function advise(request: AdviseRequest): Advice | null {
  const { path, text } = request;
  const structure = structureOf(text);
  if (structure === null) return null;
  const sidecars: TemplateSidecar[] = [];
  let after = text;
  for (const [n, block] of containersIn(structure).entries()) {
    sidecars.push(...includedIn(structure, block, request));
    const known = knownIn(structure, block, request);
    const split = known.length < block.items.length ? splitAt(after, n, known) : null;
    after = split?.text ?? after;
    const stays = new Set(split?.items.map((item) => item.name?.text));
    for (const { item, family } of known) {
      const name = item.name?.text ?? '';
      const isAll = known.length === block.items.length;
      const moved = isAll ? NO_APP : stays.has(name) ? IN_PLACE : move(after, n, name);
      if (moved.ok && moved.text !== null) after = moved.text;
      sidecars.push({
        name,
        image: item.image,
        family,
        place: placeIn(
          structure.lines,
          path,
          lineStart(structure.lines, item.dash) + (block.dash ?? 0),
        ),
        target: moved.ok ? moved.target : null,
        reason: moved.ok ? '' : moved.message,
        next: moved.ok
          ? `apply the lines that are shown for the template${request.isOld ? ', raise kubeVersion in Chart.yaml to 1.29 or newer,' : ''} and render before and after`
          : 'move it to initContainers with restartPolicy: Always by hand, inside its condition, and render before and after',
      });
    }
  }
  return sidecars.length === 0 ? null : { sidecars, after };
}

const CALL = /\b(?:include|template)\s+"([^"]+)"/;

/** Sidecars that a helper writes: what it says is said wherever it is called. */
function includedIn(
  { lines }: Structure,
  { items, inserts }: ListBlock,
  { path, familyOf, helperOf }: AdviseRequest,
): readonly TemplateSidecar[] {
  if (items.length === 0) return [];
  return inserts.flatMap(({ start, end }): readonly TemplateSidecar[] => {
    const call = CALL.exec(lines.text.slice(start, end))?.[1];
    const helper = call === undefined ? null : helperOf(call);
    const family = helper === null ? undefined : familyOf(helper.name, helper.image);
    if (call === undefined || helper === null || family === undefined) return [];
    const { name, image, at, uses } = helper;
    const alone = uses < 2;
    return [
      {
        name,
        image,
        family,
        place: placeIn(lines, path, start),
        target: null,
        reason: `the helper ${call} (${at}) writes it${alone ? '' : `, and is called ${uses} times`}`,
        next: `move the action that calls ${call} to initContainers, inside its condition, and write restartPolicy: Always after the name in ${alone ? at : 'a second helper, if other calls are to stay'}`,
      },
    ];
  });
}

/** Those of documents with actions: the others of a file are manifests, and migrated. */
function containersIn(structure: Structure): readonly ListBlock[] {
  const { lines } = structure;
  const templated = splitDocuments(lines.text).filter(({ start, end }) =>
    lines.text.slice(start, end).includes('{{'),
  );
  return blocksIn(structure).filter(({ key, line }) => {
    const at = lineStart(lines, line);
    return key === 'containers' && templated.some(({ start, end }) => at >= start && at < end);
  });
}

interface KnownItem {
  readonly item: Item;
  readonly family: string | null;
}

/** Those of a list that holds another container, too. */
function knownIn(
  { lines }: Structure,
  { items }: ListBlock,
  { familyOf, isAsked }: AdviseRequest,
): readonly KnownItem[] {
  const known = items.flatMap((item): readonly KnownItem[] => {
    const name = item.name?.text ?? '';
    if (name === '' || name.includes('{{')) return [];
    const own = lines.text.slice(lineStart(lines, item.first), lineStart(lines, item.last + 1));
    if (/#\s*sidecar-migrate:\s*(?:keep|ignore)\b/.test(own)) return [];
    const family = familyOf(name, item.image);
    return family === undefined ? [] : [{ item, family }];
  });
  // Without another container one of them is the application: only the user can mean all of them.
  return known.length < items.length || (isAsked && known.length > 1) ? known : [];
}

const NO_APP = {
  ok: false,
  message:
    'every container of the list looks like a sidecar, and one has to stay: name it with --keep <name>',
} as const;

/** Of a container whose lines stay: what the split has written is the text already. */
const IN_PLACE = { ok: true, text: null, target: 'absent' } as const;

/** The text with a key in front of the sidecars at the end of a list, where that is all it takes. */
function splitAt(text: string, block: number, known: readonly KnownItem[]): SplitList | null {
  const structure = structureOf(text);
  const own = structure === null ? undefined : containersIn(structure)[block];
  if (structure === null || own === undefined) return null;
  const names = known.map(({ item }) => item.name?.text);
  const items = own.items.filter(({ name }) => name !== null && names.includes(name.text));
  const split = unlessRefused(() => ({
    list: splitTail(structure, blocksIn(structure), own, items),
  }));
  return split.ok ? split.list : null;
}

/** Each move sees the text as the one before has left it. */
function move(text: string, block: number, name: string): Refusable<Moved> {
  const structure = structureOf(text);
  const blocks = structure === null ? [] : blocksIn(structure);
  const own = structure === null ? undefined : containersIn(structure)[block];
  const item = own?.items.find((each) => each.name?.text === name);
  if (structure === null || own === undefined || item === undefined)
    return { ok: false, ...refusalOf({ message: 'it could not be found again' }) };
  return unlessRefused(() => moveItem(structure, blocks, own, item));
}
