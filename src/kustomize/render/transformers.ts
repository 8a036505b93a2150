import { groupOf } from '../../manifest/kinds/kinds.js';
import type { ImageChange, Kustomization } from '../../model/kustomize.js';
import { isList, isMap, mapAt, textAt, type Value, type ValueMap } from '../../model/value.js';
import { mergesLists } from './merge.js';

/** Prefix, suffix, namespace, labels and annotations, as far as a rule could see them. */
export function transformed(object: ValueMap, by: Kustomization): ValueMap {
  const name = `${by.namePrefix}${textAt(object, ['metadata', 'name']) ?? ''}${by.nameSuffix}`;
  const metadata = mapAt(object, ['metadata']) ?? {};
  const namespace = by.namespace === '' ? {} : { namespace: by.namespace };
  const named = { ...object, metadata: { ...metadata, name, ...namespace } };
  const pairs = pairsOf(by.labels);
  const inside = pairsOf(by.labels.filter((set) => set.inTemplates));
  const labelled = withMeta(withMeta(named, 'labels', pairs), 'annotations', by.annotations);
  const selecting = withSelectors(labelled, pairsOf(by.labels.filter((set) => set.inSelectors)));
  const { spec } = selecting;
  // Of kinds that it does not know kustomize changes no templates (run with 5.6).
  const below =
    isMap(spec) && mergesLists(object) ? templates(spec, 'labels', inside, by.annotations) : spec;
  return below === undefined ? selecting : { ...selecting, spec: below };
}

function pairsOf(sets: Kustomization['labels']): ValueMap {
  return Object.assign({}, ...sets.map((set) => set.pairs)) as ValueMap;
}

/** A Service gets a selector where it has none; a policy only more of what it has. */
function withSelectors(object: ValueMap, pairs: ValueMap): ValueMap {
  const { kind, spec } = object;
  if (Object.keys(pairs).length === 0 || !isMap(spec)) return object;
  if (kind === 'Service' && object.apiVersion === 'v1') {
    const selector = { ...mapAt(spec, ['selector']), ...pairs };
    return { ...object, spec: { ...spec, selector } };
  }
  if (kind !== 'NetworkPolicy' || !groupOf(String(object.apiVersion)).startsWith('networking.'))
    return object;
  return { ...object, spec: withPodSelectors(spec, pairs) };
}

function withPodSelectors(value: Value, pairs: ValueMap): Value {
  if (isList(value)) return value.map((item) => withPodSelectors(item, pairs));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const labels = key === 'podSelector' ? mapAt(inner, ['matchLabels']) : undefined;
      return labels !== undefined && isMap(inner)
        ? [key, { ...inner, matchLabels: { ...labels, ...pairs } }]
        : [key, withPodSelectors(inner, pairs)];
    }),
  );
}

function withMeta(object: ValueMap, key: string, pairs: ValueMap): ValueMap {
  if (Object.keys(pairs).length === 0) return object;
  const metadata = mapAt(object, ['metadata']) ?? {};
  const own = mapAt(metadata, [key]) ?? {};
  return { ...object, metadata: { ...metadata, [key]: { ...own, ...pairs } } };
}

/** The same for the templates of pods and jobs below a spec. */
function templates(spec: ValueMap, key: string, labels: ValueMap, annotations: ValueMap): ValueMap {
  const changed: Record<string, Value> = { ...spec };
  for (const name of ['template', 'jobTemplate']) {
    const template = spec[name];
    if (!isMap(template ?? null)) continue;
    const own = withMeta(withMeta(template as ValueMap, key, labels), 'annotations', annotations);
    const inner = mapAt(own, ['spec']);
    changed[name] =
      inner === undefined ? own : { ...own, spec: templates(inner, key, labels, annotations) };
  }
  return changed;
}

/** Images come behind all patches. */
export function withNewImages(object: ValueMap, { images }: Kustomization): ValueMap {
  return images.length === 0 ? object : (withImages(object, images) as ValueMap);
}

/** Images of every container list, found by their name without tag and digest. */
function withImages(value: Value, images: readonly ImageChange[], key = ''): Value {
  if (isList(value)) {
    const isContainers = key === 'containers' || key === 'initContainers';
    return value.map((item) =>
      isContainers && isMap(item) && typeof item.image === 'string'
        ? { ...item, image: images.reduce(imageChanged, item.image) }
        : withImages(item, images),
    );
  }
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withImages(inner, images, name)]),
  );
}

function imageChanged(image: string, { name, newName, newTag, digest }: ImageChange): string {
  const match = /^(.{0,999}?)((?::[\w][\w.-]{0,127})?(?:@\S{1,300})?)$/.exec(image);
  if (match?.[1] !== name) return image;
  const rest = digest !== '' ? `@${digest}` : newTag !== '' ? `:${newTag}` : (match[2] ?? '');
  return `${newName || name}${rest}`;
}
