import { containersOf } from '../../helm/values/containers.js';
import type { Container } from '../../model/container.js';
import { nodeId } from '../../model/node.js';
import { type Pod, podIn } from '../../model/pod.js';
import type { Place } from '../../model/source.js';
import type { Reading } from '../../model/transform.js';
import { isList, isMap, type Value, valueAt } from '../../model/value.js';
import { keyOf, UNRESOLVED, type ValuesSite } from '../../model/values.js';
import { placeIn } from '../../text/place.js';
import { valuesIn } from '../../yaml/read.js';
import { isComputed, writtenImage } from '../evaluate/computed.js';
import { directivesOn, ignoredBy } from '../workloads/directives.js';
import type { List } from '../workloads/item.js';
import { ownNode } from '../workloads/item-lines.js';
import type { Program } from '../workloads/program.js';
import type { Site, ValuesPlace } from '../workloads/site.js';

/** Containers in the values that a program gives to a chart. */
export function releaseFragment(reading: Reading<Program>, site: Site, values: ValuesPlace): Pod {
  const { file, data } = reading;
  const { document, keys, podPath } = site;
  const here = placeIn(data.lines, file.path, (site.containers?.property ?? site.node).getStart());
  const map = valueAt(site.value, podPath);
  const containers = containersFor(reading, here);
  return {
    ...podIn(file, 'cdk8s', { document, path: podPath }),
    id: nodeId(file.path, { document, path: [...podPath, keys.containers] }),
    keys,
    place: here,
    workload: {
      apiVersion: '',
      kind: site.kind,
      name: site.name,
      namespace: values.release.namespace,
      labels: {},
      annotations: {},
      object: site.value,
    },
    containers: containers(
      site.containers,
      isMap(map) ? map[keys.containers] : undefined,
      'container',
    ),
    ignored: ignoredBy(file.path, data, site),
    inexpressible: site.trouble,
    caveats: site.caveats,
    values: {
      ...keysBeside(values, containers),
      release: values.release,
      path: values.path,
      shape: values.shape,
      whole: values.whole,
      alone: isMap(map) && Object.keys(map).length === 1,
      written: new Map(),
      switched: null,
      rule: UNRESOLVED,
    },
  };
}

type ContainersIn = (
  list: List | null,
  value: Value | undefined,
  kind: Container['kind'],
) => readonly Container[];

/** How the lists of a program are read; what is not written as one stands at `place`. */
function containersFor({ file, data }: Reading<Program>, place: Place): ContainersIn {
  return (list, value, kind) =>
    containersOf({
      value: plain(written(list, value)),
      kind,
      places: (list?.items ?? []).map((item) =>
        placeIn(data.lines, file.path, ownNode(item).getStart()),
      ),
      place,
      directives: (index) => {
        const item = list?.items[index];
        return item === undefined ? [] : directivesOn(file.path, data, item);
      },
    });
}

/** What stands under the other keys of the values that may hold containers. */
function keysBeside(
  { path, others }: ValuesPlace,
  containers: ContainersIn,
): Pick<ValuesSite, 'beside' | 'forms'> {
  const keys = others.map((other) => ({ ...other, id: keyOf(path, other.path) }));
  return {
    beside: new Map(keys.map(({ id, list, map, key }) => [id, containers(list, map[key], 'init')])),
    forms: new Map(keys.map(({ id, form }) => [id, form])),
  };
}

/** What a list holds in its own words: it may be put together of several. */
function written(list: List | null, value: Value | undefined): Value | undefined {
  if (typeof value === 'string') return valuesIn(value)[0];
  if (list === null || !isList(value)) return value;
  return list.items.map((item) => item.value);
}

/** Of a computed image the part that is written, as in workloads. */
function plain(value: Value | undefined): Value | undefined {
  const item = (own: Value): Value =>
    isMap(own) && isComputed(own.image) ? { ...own, image: writtenImage(own.image) } : own;
  if (isList(value)) return value.map(item);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, item(own)]));
}
