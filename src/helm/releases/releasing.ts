import { push } from '../../model/groups.js';
import type { Input, InputFile } from '../../model/input.js';
import type { LayerGroup } from '../../model/layers.js';
import { type ListKeys, nodeId } from '../../model/node.js';
import type { Pod } from '../../model/pod.js';
import type { Refusal } from '../../model/refusal.js';
import type { Settings } from '../../model/settings.js';
import type { ValuesRule, ValuesSite } from '../../model/values.js';
import { isOfItsOwn } from '../charts/target-form.js';
import { type ComponentMap, componentMapId } from '../layers/component-maps.js';
import { type Gathered, gather, groupOf } from '../layers/group.js';
import { objectionOf } from '../layers/objections.js';
import { ReleasesIndex } from '../layers/releases-index.js';
import { movesFarObjection, otherValues, programObjection } from '../layers/single-layer.js';
import { type TreeTexts, treeTexts } from '../layers/texts.js';
import { unorderedOf } from '../layers/unordered.js';
import { chartFileIn, type Lookup } from '../resolve/lookup.js';
import { resolve } from '../resolve/resolve.js';
import { sourcesIn } from '../resolve/sources.js';
import { followed } from '../templates/follow.js';
import { usesIn } from '../uses/in-tree.js';
import { UsesIndex } from '../uses/uses.js';
import { configMapTexts, releaseTexts } from './texts.js';
import { withRule } from './with-rule.js';

export interface ReleasesRequest {
  readonly pods: readonly Pod[];
  readonly input: Input;
  readonly settings: Settings;
  readonly given: ReadonlyMap<string, InputFile>;
  readonly read: (path: string) => string | null;
  /** Why a run may not write a file, or null. */
  readonly readOnly: (path: string) => string | null;
}

interface Grouped {
  readonly gathered: Gathered;
  readonly layers: LayerGroup | null;
}

/** What was found out of each fragment, and of the layers that it shares releases with. */
export class Releasing {
  private readonly lookup: Lookup;
  private readonly texts: TreeTexts;
  private readonly index: ReleasesIndex;
  private readonly byLayer = new Map<string, Pod[]>();
  private readonly done = new Map<Pod, Pod>();
  private readonly groups = new Set<LayerGroup>();
  private readonly gathered = new Map<string, Grouped>();

  constructor(request: ReleasesRequest) {
    const { read, settings, readOnly, input } = request;
    const nameOf = (path: string): string => input.beside(path)?.path ?? path;
    this.texts = treeTexts(releaseTexts(request), read);
    const sources = this.texts.all.flatMap(({ path, text }) => sourcesIn(path, text));
    const paths = [...this.texts.all, ...request.pods.map(({ place }) => place)];
    const uses = new UsesIndex(
      usesIn(this.texts.all, [...new Set(paths.map(({ path }) => path))], { read, nameOf }),
    );
    const under = (folder: string): readonly string[] =>
      [...input.under(folder)].map(({ path }) => path);
    const templates = followed({ read, under });
    this.lookup = { read, nameOf, sources, charts: settings.charts, uses, templates };
    this.index = new ReleasesIndex({
      texts: this.texts,
      configMaps: configMapTexts(request),
      uses,
      chartFileIn: (folder) => chartFileIn(folder, this.lookup),
      read,
      nameOf,
      readOnly,
    });
    for (const pod of request.pods) {
      push(this.byLayer, nodeId(pod.path, pod.at), pod);
    }
  }

  isUsed({ values, path }: Pod): boolean {
    return values !== undefined && this.lookup.uses.for(values, path).length > 0;
  }

  decided(pod: Pod): Pod {
    return this.done.get(pod) ?? pod;
  }

  decide(pod: Pod): void {
    const { values } = pod;
    if (values === undefined || this.done.has(pod)) return;
    const { rule, init, own } = this.rule(pod, values);
    this.done.set(pod, withRule(pod, { ...values, rule }, init));
    const group = rule.ok ? rule.layers : null;
    if (group === null || this.groups.has(group)) return;
    this.groups.add(group);
    for (const id of new Set(group.stacks.flatMap(({ layers }) => layers.map((each) => each.id))))
      for (const other of this.byLayer.get(id) ?? [])
        if (other.keys.containers === own) this.decide(other);
  }

  /** The group of a place, once for all of its layers. */
  private grouped(spot: ComponentMap, keys: ListKeys, shape: LayerGroup['shape']): Grouped {
    const key = ({ containers, init }: ListKeys, id: string): string =>
      `${id} ${shape} ${containers} ${init}`;
    const known = this.gathered.get(key(keys, componentMapId(spot)));
    if (known !== undefined) return known;
    const gathered = gather(this.index, spot, keys);
    const found = { gathered, layers: groupOf(gathered, keys, shape) };
    this.gathered.set(key(keys, componentMapId(spot)), found);
    for (const { id } of gathered.stacks.flatMap((stack) => stack.layers))
      this.gathered.set(key(keys, id), found);
    return found;
  }

  private rule(
    fragment: Pod,
    site: ValuesSite,
  ): { readonly rule: ValuesRule; readonly init: string; readonly own: string } {
    const own = fragment.keys.containers;
    const { rule, init, folder } = resolve(fragment.path, site, this.lookup);
    // Whatever a layer says of a switch, one that is set twice does no harm.
    if (!rule.ok || init === '' || site.switched !== null) return { rule, init, own };
    if (fragment.transform === 'cdk8s') {
      const objection = programObjection({ site, rule, folder, read: this.lookup.read });
      const known = { ...rule, unseen: otherValues(site) };
      return { rule: objection === null ? known : refusedBy(objection), init, own };
    }
    const keys = { containers: own, init };
    const spot = spotOf(fragment, site);
    const shape = site.shape === 'map' ? 'map' : 'list';
    const { gathered, layers } = this.grouped(spot, keys, shape);
    const { path } = fragment;
    const other = isOfItsOwn(site, rule)
      ? movesFarObjection(site, rule.to ?? [], spot, gathered, this.index)
      : null;
    if (other !== null) return { rule: refusedBy(other), init, own };
    const { lookup, texts } = this;
    const { kustomizations } = texts;
    const target = rule.to ?? [...site.path.slice(0, -1), init];
    const unordered = unorderedOf({ site, path, target, lookup, kustomizations });
    const objection = unordered.refusal ?? objectionOf({ site, path, init, gathered, texts });
    if (objection !== null) return { rule: refusedBy(objection), init, own };
    const { taken } = unordered;
    const unseen = new Set([
      ...unordered.unseen,
      ...gathered.stacks.flatMap((stack) => stack.unseen.map(({ noun }) => noun)),
    ]);
    const group = isOfItsOwn(site, rule) ? null : layers;
    return { rule: { ...rule, unseen: [...unseen], taken, layers: group }, init, own };
  }
}

/** Its chart is known, and something else is in the way. */
function refusedBy(refusal: Refusal): ValuesRule {
  return { ...refusal, ok: false, followed: true };
}

function spotOf({ path, at }: Pod, site: ValuesSite): ComponentMap {
  const keys = site.path.slice(0, -1);
  const root = at.path.slice(0, at.path.length - keys.length);
  return { path, document: at.document, root, keys };
}
