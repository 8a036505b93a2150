import { ts } from 'ts-morph';
import { LIST_KEYS, rowFor } from '../../manifest/kinds/kinds.js';
import { COMMANDS, type Container, containerOf } from '../../model/container.js';
import { type Pod, podIn, type Workload } from '../../model/pod.js';
import type { Place } from '../../model/source.js';
import type { Reading } from '../../model/transform.js';
import { isMap, mapAt, textAt, type Value, type ValueMap, valueAt } from '../../model/value.js';
import { placeIn } from '../../text/place.js';
import { writtenImage } from '../evaluate/computed.js';
import { releaseFragment } from '../releases/release-fragments.js';
import { bare, keyOf } from '../syntax/parse.js';
import { directivesOn, ignoredBy } from './directives.js';
import type { Item } from './item.js';
import { isHere, ownNode } from './item-lines.js';
import { plusContainer, plusPod } from './plus-containers.js';
import type { Program } from './program.js';
import { allContainers, allInits, type Site } from './site.js';

export function programFragments(reading: Reading<Program>): readonly Pod[] {
  return reading.data.sites.map((site) =>
    site.values === null ? fragmentOf(reading, site) : releaseFragment(reading, site, site.values),
  );
}

/** Whether a site has containers under the names of cdk8s-plus. */
export function isPlus({ value }: Site): boolean {
  return value.props !== undefined;
}

function fragmentOf({ file, data }: Reading<Program>, site: Site): Pod {
  const { document } = site;
  const place = (offset: number): Place => placeIn(data.lines, file.path, offset);
  const placeOf = (node: ts.Node): Place =>
    place((isHere(site, node) ? node : site.node).getStart());
  const spec = specOf(site);
  const containers = (
    items: readonly Item[],
    key: 'containers' | 'initContainers',
  ): readonly Container[] => {
    const values = valueAt(site.value, [...site.podPath, key]);
    return items.flatMap((item, index): readonly Container[] => {
      const raw = Array.isArray(values) ? (values[index] as Value) : item.value;
      const value = isMap(raw) ? (isPlus(site) ? plusContainer(raw) : raw) : {};
      return [
        containerOf(value, {
          image: writtenImage(value.image),
          kind: key === 'containers' ? 'container' : 'init',
          index,
          place: placeOf(ownNode(item)),
          texts:
            item.literal === null || !isHere(site, item.literal)
              ? new Map()
              : textPlaces(item.literal, place),
          directives: isHere(site, ownNode(item)) ? directivesOn(file.path, data, item) : [],
        }),
      ];
    });
  };
  const list = site.containers?.property;
  const owner = ownerOf(site);
  return {
    ...podIn(file, 'cdk8s', { document, path: site.podPath }),
    keys: LIST_KEYS,
    place: placeOf(list ?? site.node),
    workload: workloadOf(site),
    spec,
    podLabels: mapAt(owner, ['metadata', 'labels']) ?? {},
    podAnnotations: mapAt(owner, ['metadata', 'annotations']) ?? {},
    containers: containers(allContainers(site), 'containers'),
    initContainers: containers(allInits(site), 'initContainers'),
    ignored: ignoredBy(file.path, data, site),
    inexpressible: site.trouble,
    caveats: site.caveats,
    ...operatedBy(site),
  };
}

/** Whether an operator makes the main container, and the list holds extras. */
function operatedBy({ apiVersion, kind }: Site): Pick<Pod, 'operated'> {
  const row = rowFor(apiVersion, kind, []);
  return row?.extras === true ? { operated: { ownNames: row.ownNames } } : {};
}

function specOf(site: Site): ValueMap {
  const own = valueAt(site.value, site.podPath);
  const spec = isMap(own) ? own : {};
  return isPlus(site) ? plusPod(spec, site.kind) : spec;
}

/** What holds the metadata that the pods get. */
function ownerOf(site: Site): Value {
  if (isPlus(site))
    return mapAt(site.value, ['props', 'podMetadata']) === undefined
      ? {}
      : { metadata: mapAt(site.value, ['props', 'podMetadata']) ?? {} };
  return valueAt(site.value, site.podPath.slice(0, -1)) ?? {};
}

function workloadOf(site: Site): Workload {
  const metadata = isPlus(site)
    ? mapAt(site.value, ['props', 'metadata'])
    : mapAt(site.value, ['metadata']);
  return {
    apiVersion: site.apiVersion,
    kind: site.kind,
    name: site.name,
    namespace: textAt(metadata, ['namespace']) ?? '',
    labels: mapAt(metadata, ['labels']) ?? {},
    annotations: mapAt(metadata, ['annotations']) ?? {},
    object: site.value,
  };
}

/** Where the words of its commands are written, line by line. */
function textPlaces(
  container: ts.ObjectLiteralExpression,
  place: (offset: number) => Place,
): ReadonlyMap<string, readonly Place[]> {
  const texts = new Map<string, readonly Place[]>();
  for (const path of COMMANDS) {
    let node: ts.Expression | null = container;
    for (const key of path) node = node === null ? null : propertyOf(node, key);
    if (node === null || !ts.isArrayLiteralExpression(node)) continue;
    for (const [i, word] of node.elements.entries()) {
      if (!ts.isStringLiteralLike(word)) continue;
      const starts = [word.getStart() + 1];
      for (const match of word.getText().matchAll(/\n/g))
        starts.push(word.getStart() + match.index + 1);
      texts.set([...path, i].join('/'), starts.map(place));
    }
  }
  return texts;
}

function propertyOf(node: ts.Expression, key: string): ts.Expression | null {
  if (!ts.isObjectLiteralExpression(node)) return null;
  const property = node.properties.findLast((own) => keyOf(own.name) === key);
  return property !== undefined && ts.isPropertyAssignment(property)
    ? bare(property.initializer)
    : null;
}
