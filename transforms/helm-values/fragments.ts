import { documentsOf } from '../../src/compose/helm/sources.js';
import type { Directive } from '../../src/model/directive.js';
import type { Container, Fragment } from '../../src/model/pod.js';
import { nodeId } from '../../src/model/pod.js';
import type { Place } from '../../src/model/source.js';
import type { Reading } from '../../src/model/transform.js';
import { isMap, type Path, type ValueMap } from '../../src/model/value.js';
import { type Release, UNRESOLVED, type ValuesSite } from '../../src/model/values.js';
import { columnAt, lineAt } from '../../src/source/lines.js';
import { placeIn } from '../../src/source/place.js';
import { commentLine, directivesOf, lineBelow } from '../manifest/directives.js';
import { manifestFragments } from '../manifest/fragments.js';
import { pairOf, podNode, startOf } from '../manifest/pods.js';
import { linesOnTheWay } from '../manifest/spots.js';
import { lineOffsets } from '../manifest/texts.js';
import { containersOf, type Spot, spotsOf } from './containers.js';
import type { ValuesData, ValuesPart } from './read.js';
import { mayNameContainers, type Site, shapeOf } from './sites.js';
import { writtenItems } from './written.js';

/** The pods of the file's manifests, and the lists of its values. */
export function valuesFragments(reading: Reading<ValuesData>): readonly Fragment[] {
  const { outer, parts } = reading.data;
  const carrying = new Set(parts.map(({ document }) => document.index));
  return [
    ...manifestFragments(outer).filter(({ at }) => !carrying.has(at.document)),
    ...parts.flatMap((part) => part.sites.map((site) => fragmentOf(reading, part, site))),
  ];
}

function fragmentOf(reading: Reading<ValuesData>, part: ValuesPart, site: Site): Fragment {
  const { file } = reading;
  const { document, inner, root, text, carrier } = part;
  const own = [...root, ...site.path];
  const at: Path = text === null ? own : [...carrier.path, inner.index, ...own];
  const map = podNode(inner, own);
  const place = placing(reading, part);
  const here = place(pairStart(map, site.key));
  const containers = (key: string, kind: Container['kind']): readonly Container[] => {
    const spots = spotsOf(inner, map === null ? null : pairOf(map, key));
    return containersOf({
      value: site.map[key],
      kind,
      places: spots.map((spot) => place(lineStartOf(spot))),
      place: here,
      directives: (index) => directivesOn(reading, part, spots[index]),
    });
  };
  const others = Object.keys(site.map).filter((key) => key !== site.key && mayNameContainers(key));
  const values: ValuesSite = {
    release: carrier.release,
    path: [...site.path, site.key],
    shape: site.shape,
    beside: new Map(others.map((key) => [key, containers(key, 'init')])),
    odd: others.filter((key) => shapeOf(site.map[key]) !== site.shape && !isNothing(site.map[key])),
    written: site.shape === 'list' ? writtenItems(inner, own, site.key) : new Map(),
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
    containers:
      site.shape === 'string'
        ? containersOf({
            value: documentsOf(String(site.map[site.key]))[0],
            kind: 'container',
            places: [],
            place: here,
            directives: () => [],
          })
        : containers(site.key, 'container'),
    initContainers: [],
    provenance: file.provenance,
    ignored: ignoredBy(reading, part, [...own, site.key]),
    inexpressible: map === null ? 'the values are reached through an alias or a merge key' : null,
    values,
  };
}

function isNothing(value: unknown): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
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
