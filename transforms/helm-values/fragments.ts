import { isScalar } from 'yaml';
import type { Directive } from '../../src/model/directive.js';
import type { Caveat, Container, Fragment } from '../../src/model/pod.js';
import { nodeId } from '../../src/model/pod.js';
import type { Place } from '../../src/model/source.js';
import type { Reading } from '../../src/model/transform.js';
import { isMap, type Path, type Value, type ValueMap, valueAt } from '../../src/model/value.js';
import { keyOf, type Release, UNRESOLVED, type ValuesSite } from '../../src/model/values.js';
import { columnAt, lineAt } from '../../src/source/lines.js';
import { placeIn } from '../../src/source/place.js';
import type { ManifestDocument } from '../manifest/data.js';
import { commentLine, directivesOf, lineBelow } from '../manifest/directives.js';
import { manifestFragments } from '../manifest/fragments.js';
import { blockItems } from '../manifest/items.js';
import { pairOf, podNode, startOf } from '../manifest/pods.js';
import { linesOnTheWay } from '../manifest/spots.js';
import { lineOffsets } from '../manifest/texts.js';
import { containersOf, type Spot, spotsOf } from './containers.js';
import { listText } from './list-text.js';
import type { ValuesData, ValuesPart } from './read.js';
import { type Holder, holdersIn, type Site } from './sites.js';
import { type SwitchRequest, switchFragments } from './switch-fragments.js';
import { tiedBy } from './veil.js';
import { writtenItems } from './written.js';

/** The pods of the file's manifests, and the lists of its values. */
export function valuesFragments(reading: Reading<ValuesData>): readonly Fragment[] {
  const { outer, parts } = reading.data;
  const carrying = new Set(parts.map(({ document }) => document.index));
  return [
    ...manifestFragments(outer).filter(({ at }) => !carrying.has(at.document)),
    ...parts.flatMap((part) => switchFragments(switchRequest(reading, part))),
    ...parts.flatMap((part) => {
      if (part.sites.length === 0) return [];
      const values = valueAt(part.inner.value, part.root);
      const holders = holdersIn(values).map((holder) => ({
        ...holder,
        containers: containersAt(reading, part, holder, 'init').containers,
      }));
      return part.sites.map((site) =>
        fragmentOf(reading, part, site, { holders, whole: values ?? null }),
      );
    }),
  ];
}

function switchRequest(reading: Reading<ValuesData>, part: ValuesPart): SwitchRequest {
  const { document, inner, root, carrier } = part;
  return {
    part,
    path: reading.file.path,
    placeOf: (spot) => placing(reading, part)(spot === null ? 0 : lineStartOf(spot)),
    directives: (spot) => directivesOn(reading, part, spot),
    at: (path) => atOf(part, path),
    workload: workloadOf(carrier.release, document.value),
    provenance: reading.file.provenance,
    ignored: (path) => ignoredBy(reading, part, [...root, ...path]),
    whole: valueAt(inner.value, root) ?? null,
  };
}

/** From a path of the values to that of the document, which leads into a text as projected. */
function atOf({ text, carrier, inner, root }: ValuesPart, path: Path): Path {
  const own = [...root, ...path];
  return text === null ? own : [...carrier.path, inner.index, ...own];
}

type Known = Holder & Pick<Fragment, 'containers'>;

function fragmentOf(
  reading: Reading<ValuesData>,
  part: ValuesPart,
  site: Site,
  { holders, whole }: { readonly holders: readonly Known[]; readonly whole: Value },
): Fragment {
  const { file } = reading;
  const { document, inner, root, carrier } = part;
  const own = [...root, ...site.path];
  const at = atOf(part, site.path);
  const map = podNode(inner, own);
  const here = placing(reading, part)(pairStart(map, site.key));
  const path = [...site.path, site.key];
  const holder = { path, map: site.map, key: site.key, form: site.shape };
  const { containers, caveats, unread } = containersAt(reading, part, holder, 'container');
  const others = holders.filter((each) => each.path.join('.') !== path.join('.'));
  const values: ValuesSite = {
    release: carrier.release,
    path,
    shape: site.shape,
    whole,
    alone: Object.keys(site.map).length === 1,
    beside: new Map(others.map((each) => [keyOf(path, each.path), each.containers])),
    forms: new Map(others.map((each) => [keyOf(path, each.path), each.form])),
    written: site.shape === 'list' ? writtenItems(inner, own, site.key) : new Map(),
    switched: null,
    rule: UNRESOLVED,
  };
  return {
    id: nodeId(file.path, { document: document.index, path: [...at, site.key] }),
    transform: 'helm-values',
    path: file.path,
    at: { document: document.index, path: at },
    keys: { containers: site.key, init: '' },
    place: here,
    workload: workloadOf(carrier.release, document.value),
    spec: {},
    podLabels: {},
    podAnnotations: {},
    containers,
    initContainers: [],
    provenance: file.provenance,
    ignored: ignoredBy(reading, part, [...own, site.key]),
    inexpressible: map === null ? 'the values are reached through an alias or a merge key' : unread,
    caveats,
    values,
  };
}

interface Found {
  readonly containers: readonly Container[];
  /** What is to be said of some of them. */
  readonly caveats: readonly Caveat[];
  /** Why the text that holds them is no list by itself, or null. */
  readonly unread: string | null;
}

/** The containers under a key, with their places in the file. */
function containersAt(
  reading: Reading<ValuesData>,
  part: ValuesPart,
  { path, map, key, form }: Holder,
  kind: Container['kind'],
): Found {
  const { inner, root } = part;
  const node = podNode(inner, [...root, ...path.slice(0, -1)]);
  const pair = node === null ? null : pairOf(node, key);
  const place = placing(reading, part);
  const here = place(pairStart(node, key));
  if (form === 'text') return ofText({ pair, inner, kind, here, place, text: String(map[key]) });
  const spots = spotsOf(inner, pair);
  const containers = containersOf({
    value: form === 'other' ? null : map[key],
    kind,
    places: spots.map((spot) => place(lineStartOf(spot))),
    place: here,
    directives: (index) => directivesOn(reading, part, spots[index]),
  });
  return { containers, caveats: [], unread: null };
}

interface TextRequest {
  readonly pair: ReturnType<typeof pairOf>;
  readonly inner: ManifestDocument;
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
      unread: 'the text that holds it is no list before its actions have run',
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
    return [
      {
        code: 'SM608',
        severity: 'block',
        container: containers[i]?.name ?? null,
        message: `it stands in a text with template actions, and ${tied}`,
        remedy: 'move it by hand, with the actions that belong to it',
      },
    ];
  });
  const speaks = list.document.comments.some((comment) =>
    /^\s*sidecar-migrate:/.test(comment.text),
  );
  const unread = speaks
    ? 'a comment in the text speaks to sidecar-migrate, and none is looked for there'
    : null;
  return { containers, caveats, unread };
}

/** Names and images in a text that nobody can read as it is. */
function namedIn(text: string): readonly ValueMap[] {
  return [
    ...text.matchAll(/^([ \t]*)- name:[ \t]*["']?([\w.-]+)[\s\S]*?(?=^\1- |$(?![\s\S]))/gm),
  ].map(([item, , name = '']) => ({
    name,
    image: /^[ \t]+image:[ \t]*["']?([^\s"']+)/m.exec(item)?.[1] ?? '',
  }));
}

function pairStart(map: ReturnType<typeof podNode>, key: string): number {
  const pair = map === null ? null : pairOf(map, key);
  return pair === null ? 0 : startOf(pair.key);
}

function lineStartOf({ lines, own }: Spot): number {
  const start = lines.starts[own] ?? 0;
  const lead = /^[ \t]*/.exec(lines.text.slice(start, lines.starts[own + 1]))?.[0].length ?? 0;
  return start + lead;
}

/** From an offset in the document of the values to a place of the file. */
function placing(reading: Reading<ValuesData>, part: ValuesPart): (offset: number) => Place {
  const { lines } = reading.data.outer.data;
  const { document, inner, text } = part;
  const { path } = reading.file;
  if (text === null) return (offset) => placeIn(lines, path, document.base + offset);
  const starts = lineOffsets(document, text.node);
  return (offset) => {
    const start = starts[lineAt(inner.lines, offset + inner.base)] ?? 0;
    return placeIn(lines, path, document.base + start + columnAt(inner.lines, offset));
  };
}

function workloadOf(release: Release, object: unknown): Fragment['workload'] {
  const value = object as Fragment['workload']['object'];
  const own: ValueMap = isMap(value) ? value : {};
  return {
    apiVersion: typeof own.apiVersion === 'string' ? own.apiVersion : '',
    kind: release.form === 'file' ? 'values' : release.form,
    name: release.name,
    namespace: release.namespace,
    labels: {},
    annotations: {},
    object: own,
  };
}

/** The comments of a container; in a text nobody looks for them. */
function directivesOn(
  { file, data }: Reading<ValuesData>,
  { document, text }: ValuesPart,
  spot: Spot | undefined,
): readonly Directive[] {
  if (spot === undefined || text !== null) return [];
  return directivesOf(file, data.outer.data, document).flatMap(({ directive, comment }) => {
    const line = commentLine(document, comment);
    if (line < spot.first || line > spot.last) return [];
    if (directive.kind !== 'ignore') return [directive];
    return lineBelow(document, comment) === spot.own
      ? [{ kind: 'keep' as const, place: directive.place }]
      : [];
  });
}

function ignoredBy(
  { file, data }: Reading<ValuesData>,
  { document, text }: ValuesPart,
  path: Path,
): Directive | null {
  if (text !== null) return null;
  const lines = linesOnTheWay(document, path);
  const found = directivesOf(file, data.outer.data, document).find(
    ({ directive, comment }) =>
      directive.kind === 'ignore' && lines.includes(lineBelow(document, comment)),
  );
  return found?.directive ?? null;
}
