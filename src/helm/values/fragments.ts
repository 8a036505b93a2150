import { linesOnTheWay } from '../../manifest/container-lines.js';
import { holding } from '../../manifest/directives.js';
import { manifestFragments } from '../../manifest/fragments.js';
import type { Directive } from '../../model/directive.js';
import { nodeId } from '../../model/node.js';
import { type Pod, podIn } from '../../model/pod.js';
import type { Reading } from '../../model/transform.js';
import { isMap, type Path, type Value, type ValueMap, valueAt } from '../../model/value.js';
import { keyOf, type Release, UNRESOLVED, type ValuesSite } from '../../model/values.js';
import { mapNodeAt } from '../../yaml/nodes.js';
import { spansIn } from './containers.js';
import type { ValuesData, ValuesPart } from './data.js';
import {
  commentsIn,
  containersAt,
  directivesAt,
  lineStartOf,
  pairStart,
  placing,
} from './found.js';
import { type Holder, holdersIn, type Site } from './sites.js';
import { type SwitchRequest, switchFragments } from './switch-fragments.js';
import { writtenItems } from './written.js';

/** The pods of the file's manifests, and the lists of its values. */
export function valuesFragments(reading: Reading<ValuesData>): readonly Pod[] {
  const { outer, parts } = reading.data;
  const carrying = new Set(parts.map(({ document }) => document.index));
  return [
    ...manifestFragments(outer).filter(
      ({ at, addition }) =>
        !carrying.has(at.document) || (addition !== undefined && !isInValues(parts, at)),
    ),
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

/** Whether a node stands in the values that a document carries. */
function isInValues(parts: readonly ValuesPart[], { document, path }: Pod['at']): boolean {
  return parts.some(
    ({ document: { index }, carrier }) =>
      index === document && carrier.path.every((step, i) => path[i] === step),
  );
}

function switchRequest(reading: Reading<ValuesData>, part: ValuesPart): SwitchRequest {
  const { document, inner, root, carrier } = part;
  return {
    part,
    path: reading.file.path,
    placeOf: (span) => placing(reading, part)(span === null ? 0 : lineStartOf(span)),
    directives: (span) => directivesAt(reading, part, span),
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

type Known = Holder & Pick<Pod, 'containers'>;

function fragmentOf(
  reading: Reading<ValuesData>,
  part: ValuesPart,
  site: Site,
  { holders, whole }: { readonly holders: readonly Known[]; readonly whole: Value },
): Pod {
  const { file } = reading;
  const { document, inner, root, carrier } = part;
  const own = [...root, ...site.path];
  const at = atOf(part, site.path);
  const map = mapNodeAt(inner, own);
  const here = placing(reading, part)(pairStart(map, site.key));
  const path = [...site.path, site.key];
  const holder = { path, map: site.map, key: site.key, form: site.shape };
  const { containers, caveats, unread } = containersAt(reading, part, holder, 'container');
  const others = holders.filter((each) => each.path.join('.') !== path.join('.'));
  const values: ValuesSite = {
    release: carrier.release,
    path,
    shape: site.shape,
    otherKey: site.otherKey,
    whole,
    alone: Object.keys(site.map).length === 1,
    beside: new Map(others.map((each) => [keyOf(path, each.path), each.containers])),
    forms: new Map(others.map((each) => [keyOf(path, each.path), each.form])),
    written: site.shape === 'list' ? writtenItems(inner, own, site.key) : new Map(),
    switched: null,
    rule: UNRESOLVED,
  };
  return {
    ...podIn(file, 'helm-values', { document: document.index, path: at }),
    id: nodeId(file.path, { document: document.index, path: [...at, site.key] }),
    keys: { containers: site.key, init: '' },
    place: here,
    workload: workloadOf(carrier.release, document.value),
    containers,
    ignored: ignoredBy(reading, part, [...own, site.key]),
    inexpressible: map === null ? 'the values are reached through an alias or a merge key' : unread,
    caveats,
    values,
  };
}

function workloadOf(release: Release, object: unknown): Pod['workload'] {
  const value = object as Pod['workload']['object'];
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

function ignoredBy(reading: Reading<ValuesData>, part: ValuesPart, path: Path): Directive | null {
  const { inner, root, sites } = part;
  const spoken = commentsIn(reading, part);
  if (spoken.length === 0) return null;
  const own = new Set(linesOnTheWay(inner, path));
  const all = new Set([
    ...own,
    ...sites.flatMap((site) => linesOnTheWay(inner, [...root, ...site.path, site.key])),
  ]);
  return holding(inner, spoken, { own, all, spots: spansIn(part) });
}
