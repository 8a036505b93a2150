import { isScalar } from 'yaml';
import type { Span } from '../../manifest/container-lines.js';
import { type DirectiveComment, directivesOf, directivesOn } from '../../manifest/directives.js';
import type { Container } from '../../model/container.js';
import type { Directive } from '../../model/directive.js';
import type { Caveat } from '../../model/pod.js';
import type { Place } from '../../model/source.js';
import type { Reading } from '../../model/transform.js';
import type { ValueMap } from '../../model/value.js';
import { columnAt, lineAt } from '../../text/lines.js';
import { placeIn } from '../../text/place.js';
import type { YamlDocument } from '../../yaml/document.js';
import { blockItems } from '../../yaml/items.js';
import { mapNodeAt, pairOf, startOf } from '../../yaml/nodes.js';
import { lineOffsets } from '../../yaml/texts.js';
import { containersOf, spansOf, type ValuesSpan } from './containers.js';
import type { ValuesData, ValuesPart } from './data.js';
import { listText } from './list-text.js';
import type { Holder } from './sites.js';
import { tiedBy } from './veil.js';

/** What stands under a key. */
export interface Found {
  readonly containers: readonly Container[];
  /** What is to be said of some of them. */
  readonly caveats: readonly Caveat[];
  /** Why the text that holds them is no list by itself, or null. */
  readonly unread: string | null;
}

/** The containers under a key, with their places in the file. */
export function containersAt(
  reading: Reading<ValuesData>,
  part: ValuesPart,
  { path, map, key, form }: Holder,
  kind: Container['kind'],
): Found {
  const { inner, root } = part;
  const node = mapNodeAt(inner, [...root, ...path.slice(0, -1)]);
  const pair = node === null ? null : pairOf(node, key);
  const place = placing(reading, part);
  const here = place(pairStart(node, key));
  if (form === 'text') return ofText({ pair, inner, kind, here, place, text: String(map[key]) });
  const spans = spansOf(inner, pair);
  const containers = containersOf({
    value: form === 'other' ? null : map[key],
    kind,
    places: spans.map((span) => place(lineStartOf(span))),
    place: here,
    directives: (index) => directivesAt(reading, part, spans[index]),
  });
  return { containers, caveats: [], unread: null };
}

interface TextRequest {
  readonly pair: ReturnType<typeof pairOf>;
  readonly inner: YamlDocument;
  readonly kind: Container['kind'];
  readonly here: Place;
  readonly place: (offset: number) => Place;
  readonly text: string;
}

function ofText({ pair, inner, kind, here, place, text }: TextRequest): Found {
  const list = listText(text);
  const node = pair?.value;
  const none = { kind, place: here, directives: () => [] };
  if (list === null)
    return {
      containers: containersOf({ ...none, value: namedIn(text), places: [] }),
      caveats: [],
      unread: 'the text that contains it is a list only after its template actions are evaluated',
    };
  const starts = isScalar(node) ? lineOffsets(inner, node) : [];
  const items = blockItems(list.document.lines, list.seq);
  const containers = containersOf({
    ...none,
    value: list.items,
    places: items.map(({ dashLine, dashColumn }) => {
      const start = starts[dashLine];
      return start === undefined ? here : place(start + dashColumn);
    }),
  });
  const caveats = items.flatMap(({ firstLine, lastLine }, i): readonly Caveat[] => {
    const tied = tiedBy(text, firstLine, lastLine);
    if (tied === null) return [];
    const own = containers[i];
    return [
      {
        code: 'SM608',
        severity: 'block',
        ...(own === undefined ? {} : { names: [own.name] }),
        message: `it is in a text with template actions, and ${tied}`,
        remedy: 'move it by hand, with the template actions that belong to it',
      },
    ];
  });
  const speaks = list.document.comments.some((comment) =>
    /^\s{0,99}sidecar-migrate(?=[:\s]|$)/i.test(comment.text),
  );
  const unread = speaks
    ? 'a comment in the text is for sidecar-migrate, and comments in such texts are not read'
    : null;
  return { containers, caveats, unread };
}

/** Names and images in a text that nobody can read as it is. */
function namedIn(text: string): readonly ValueMap[] {
  const found: ValueMap[] = [];
  let end = 0;
  for (const { 1: indent = '', 2: name = '', index } of text.matchAll(
    /^([ \t]*)- name:[ \t]*["']?([\w.-]+)/gm,
  )) {
    // What stands in an item is no item beside it.
    if (index < end) continue;
    const next = text.indexOf(`\n${indent}- `, index);
    end = next < 0 ? text.length : next + 1;
    const image = /^[ \t]+image:[ \t]*["']?([^\s"']+)/m.exec(text.slice(index, end))?.[1] ?? '';
    found.push({ name, image });
  }
  return found;
}

export function pairStart(map: ReturnType<typeof mapNodeAt>, key: string): number {
  const pair = map === null ? null : pairOf(map, key);
  return pair === null ? 0 : startOf(pair.key);
}

export function lineStartOf({ lines, dashLine }: ValuesSpan): number {
  const start = lines.starts[dashLine] ?? 0;
  const lead = /^[ \t]*/.exec(lines.text.slice(start, lines.starts[dashLine + 1]))?.[0].length ?? 0;
  return start + lead;
}

/** From an offset in the document of the values to a place of the file. */
export function placing(
  { data: { outer } }: { readonly data: Pick<ValuesData, 'outer'> },
  part: ValuesPart,
): (offset: number) => Place {
  const { lines } = outer.data;
  const { document, inner, text } = part;
  const { path } = outer.file;
  if (text === null) return (offset) => placeIn(lines, path, document.base + offset);
  const starts = lineOffsets(document, text.node);
  return (offset) => {
    const start = starts[lineAt(inner.lines, offset + inner.base)] ?? 0;
    return placeIn(lines, path, document.base + start + columnAt(inner.lines, offset));
  };
}

const COMMENTS = new WeakMap<ValuesPart, readonly DirectiveComment[]>();

/** What the comments of some values say to this tool: asked for by each of their containers. */
export function commentsIn(
  reading: Reading<ValuesData>,
  part: ValuesPart,
): readonly DirectiveComment[] {
  const known = COMMENTS.get(part) ?? directivesOf(part.inner, placing(reading, part));
  COMMENTS.set(part, known);
  return known;
}

/** The comments of a container. */
export function directivesAt(
  reading: Reading<ValuesData>,
  part: ValuesPart,
  span: Span | undefined,
): readonly Directive[] {
  return span === undefined ? [] : directivesOn(part.inner, span, commentsIn(reading, part));
}
