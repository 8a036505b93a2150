import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { COMMANDS, type Container, containerOf, imageOf } from '../model/container.js';
import type { Directive } from '../model/directive.js';
import { grouped } from '../model/groups.js';
import { type Caveat, type Pod, podIn, workloadOf } from '../model/pod.js';
import type { Place } from '../model/source.js';
import type { Reading } from '../model/transform.js';
import {
  isMap as isValueMap,
  listAt,
  mapAt,
  textAt,
  type ValueMap,
  valueAt,
} from '../model/value.js';
import { atOnce } from '../process/event-loop.js';
import { placeIn } from '../text/place.js';
import type { YamlDocument } from '../yaml/document.js';
import { mapNodeAt, pairOf, startOf } from '../yaml/nodes.js';
import { inWords, sharedBy, type Within } from '../yaml/shared.js';
import { lineOffsets } from '../yaml/texts.js';
import { additionsOf, targetOf, writtenAt } from './additions.js';
import {
  type ContainerLines,
  containerLines,
  linesOnTheWay,
  nodeLines,
} from './container-lines.js';
import type { ManifestData } from './data.js';
import { type DirectiveComment, directivesOf, directivesOn, holding } from './directives.js';
import { type FoundPod, isInPatch, podsIn } from './pods.js';

interface Known {
  /** Of the pod's own containers. */
  readonly spots: readonly ContainerLines[];
  readonly spoken: readonly DirectiveComment[];
  readonly held: Directive | null;
}

export function manifestFragments(reading: Reading<ManifestData>): readonly Pod[] {
  return atOnce(manifestFragmentsInSteps(reading));
}

/** The same with a pause behind each pod. */
export function* manifestFragmentsInSteps(
  reading: Reading<ManifestData>,
): Generator<void, readonly Pod[]> {
  const { file, data } = reading;
  const fragments: Pod[] = [];
  for (const document of data.documents) {
    const spoken = directivesOf(document, (offset) =>
      placeIn(data.lines, file.path, document.base + offset),
    );
    // Where every container stands is asked for by comments alone.
    const spots = spoken.length === 0 ? [] : containerLines(document, data.kinds);
    const all = spoken.length === 0 ? new Set<number>() : nodeLines(document, data.kinds);
    const byPod = grouped(spots, ({ podPath }) => podPath.join('/'));
    for (const pod of podsIn(document.value, data.kinds)) {
      fragments.push(
        ...fragmentOf(reading, document, pod, {
          spots: byPod.get(pod.path.join('/')) ?? [],
          spoken,
          held: ignoredBy(document, pod, { spoken, spots, all }),
        }),
      );
      yield;
    }
    fragments.push(...additionsOf(reading, document));
  }
  return fragments;
}

function fragmentOf(
  reading: Reading<ManifestData>,
  document: YamlDocument,
  pod: FoundPod,
  { spots: own, spoken, held }: Known,
): Pod[] {
  const { file, data } = reading;
  const map = mapNodeAt(document, pod.path);
  const place = (offset: number): Place => placeIn(data.lines, file.path, document.base + offset);
  const within = { lines: data.lines, base: document.base };
  const spotOf = new Map(own.map((spot) => [`${spot.list}/${spot.index}`, spot]));
  const containers = (list: string, kind: Container['kind']): Container[] =>
    listAt(pod.spec, [list]).flatMap((value, index): Container[] => {
      if (!isValueMap(value)) return [];
      const spot = spotOf.get(`${list}/${index}`) ?? null;
      const node = map === null ? null : itemNode(map, list, index);
      return [
        containerOf(value, {
          kind,
          index,
          place: place(node === null ? 0 : startOf(node)),
          texts: node === null ? new Map() : textPlaces(document, node, place),
          directives: spot === null ? [] : directivesOn(document, spot, spoken),
        }),
      ];
    });
  const key =
    map === null ? null : (pairOf(map, pod.keys.containers) ?? pairOf(map, pod.keys.init))?.key;
  const owner = templateOf(pod);
  return [
    {
      ...podIn(file, 'manifest', { document: document.index, path: pod.path }),
      keys: pod.keys,
      place: place(key == null ? 0 : startOf(key)),
      workload: workloadOf(pod.object),
      spec: pod.spec,
      podLabels: mapAt(owner, ['metadata', 'labels']) ?? {},
      podAnnotations: mapAt(owner, ['metadata', 'annotations']) ?? {},
      containers: containers(pod.keys.containers, 'container'),
      initContainers: containers(pod.keys.init, 'init'),
      ignored: held,
      inexpressible: inexpressible(document, map, pod),
      caveats: map === null ? [] : sharedItems(document, map, pod, within),
      ...marksOf(pod),
    },
  ];
}

/** What the kind of a pod says of its list: only extras, or an addition to a pod made elsewhere. */
function marksOf({ row, spec, keys, object, own }: FoundPod): Pick<Pod, 'operated' | 'addition'> {
  const entries = listAt(spec, [keys.containers]).filter(isValueMap);
  const merged = entries.filter((entry) => imageOf(entry) === null);
  if (row === null) {
    if (entries.length > 1 && !isInPatch(own)) return {};
    const above = own.map((_, i) => valueAt(object, own.slice(0, i)));
    const target = above.map(targetOf).findLast((each, i) => i > 0 && each !== '') ?? '';
    return { addition: { target, ...writtenAt([...own, keys.containers]) } };
  }
  // Who names a kind in the config says that its controller makes pods of the list.
  const isNamed = row.source === 'config' && (entries.length < 2 || merged.length > 0);
  if (!row.extras && !isNamed) return {};
  const names = merged.map((entry) => textAt(entry, ['name']) ?? '');
  return { operated: { ownNames: [...row.ownNames, ...names] } };
}

interface Around {
  readonly spoken: readonly DirectiveComment[];
  readonly spots: readonly ContainerLines[];
  readonly all: ReadonlySet<number>;
}

function ignoredBy(document: YamlDocument, pod: FoundPod, around: Around): Directive | null {
  const { spoken, spots, all } = around;
  if (spoken.length === 0) return null;
  const own = new Set(linesOnTheWay(document, [...pod.path, pod.keys.containers]));
  return holding(document, spoken, { own, all, spots });
}

/** Why the lists of a pod spec cannot be edited where they stand, or null. */
function inexpressible(document: YamlDocument, map: YAMLMap | null, pod: FoundPod): string | null {
  if (map === null) return 'the pod spec is reached through an alias or a merge key';
  for (const name of [pod.keys.containers, pod.keys.init]) {
    const node = pairOf(map, name)?.value;
    if (node === undefined && valueAt(pod.spec, [name]) !== undefined)
      return `${name} comes from a merge key`;
    if (isAlias(node)) return `${name} is an alias of a list that is elsewhere`;
    if (isSeq(node) && node.tag !== undefined) return `${name} has a tag`;
    if (isSeq(node) && sharedBy(document, node) !== null)
      return `${name} has the anchor &${node.anchor}, which is used elsewhere`;
  }
  return null;
}

/** Containers that are written once for several places: what changes in one would change in all. */
function sharedItems(
  document: YamlDocument,
  map: YAMLMap,
  pod: FoundPod,
  within: Within,
): readonly Caveat[] {
  const list = pairOf(map, pod.keys.containers)?.value;
  if (!isSeq(list)) return [];
  return list.items.flatMap((item, index): readonly Caveat[] => {
    const name = textAt(pod.spec, [pod.keys.containers, index, 'name']) ?? '';
    const node = item as Node;
    const shared = sharedBy(document, node);
    if (shared === null) return [];
    return [
      {
        code: 'SM119',
        severity: 'block',
        names: [name],
        message: `${name} is written once for several places, ${inWords(within, shared)}: a change of it would change all of them`,
        remedy: 'write the container out in full where it is to move',
      },
    ];
  });
}

/** Where the words of its commands are written. */
function textPlaces(
  document: YamlDocument,
  item: Node,
  place: (offset: number) => Place,
): ReadonlyMap<string, readonly Place[]> {
  const texts = new Map<string, readonly Place[]>();
  if (!isMap(item)) return texts;
  for (const path of COMMANDS) {
    const list = item.getIn(path);
    if (!isSeq(list)) continue;
    for (const [i, word] of list.items.entries())
      if (isScalar(word) && typeof word.value === 'string')
        texts.set([...path, i].join('/'), lineOffsets(document, word).map(place));
  }
  return texts;
}

function itemNode(map: YAMLMap, list: string, index: number): Node | null {
  const seq = pairOf(map, list)?.value;
  const item = isSeq(seq) ? seq.items[index] : undefined;
  return (item as Node | undefined) ?? null;
}

/** What holds the metadata that the pods get: the template, or the Pod itself. */
function templateOf(pod: FoundPod): ValueMap {
  const parent = valueAt(pod.object, pod.own.slice(0, -1));
  return isValueMap(parent) ? parent : pod.object;
}
