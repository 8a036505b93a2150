import { posix } from 'node:path';
import { carriersOf } from '../transforms/helm-values/read.js';
import { areNative } from './charts/switches.js';
import { isOfItsOwn } from './charts/target-form.js';
import { companyOf } from './compose/helm/company.js';
import { type Gathered, gather, groupOf } from './compose/helm/layers/group.js';
import { type LayerObjection, objectionOf } from './compose/helm/layers/objections.js';
import { ReleasesIndex } from './compose/helm/layers/releases-index.js';
import { type Spot, spotId } from './compose/helm/layers/spots.js';
import { type TreeTexts, treeTexts } from './compose/helm/layers/texts.js';
import { otherValues, programObjection } from './compose/helm/program-layers.js';
import { chartFileIn, type Lookup, resolve } from './compose/helm/resolve.js';
import { sourcesIn } from './compose/helm/sources.js';
import { followed } from './compose/helm/templates/follow.js';
import { UsesIndex } from './compose/helm/uses.js';
import type { Input } from './model/input.js';
import type { LayerGroup } from './model/layers.js';
import {
  type Container,
  type EffectivePod,
  type Fragment,
  type ListKeys,
  nodeId,
} from './model/pod.js';
import type { Settings } from './model/settings.js';
import type { Path, Value } from './model/value.js';
import { keyOf, type ValuesRule, type ValuesSite } from './model/values.js';
import { familyOf } from './plan/renderings/family.js';
import { configMapTexts, releaseTexts } from './release-texts.js';
import { usesIn } from './release-uses.js';
import type { Survey } from './survey.js';

export interface ReleasesRequest {
  readonly pods: readonly EffectivePod[];
  readonly input: Input;
  readonly settings: Settings;
  readonly survey: Survey;
  readonly read: (path: string) => string | null;
  /** Why a run may not write a file, or null. */
  readonly sealed: (path: string) => string | null;
}

/**
 * Says of containers in Helm values what their charts make of them, and which other values their
 * releases have. The tree is read again only where one of them may be a sidecar: for repositories of
 * charts, other values, patches.
 */
export function releases(request: ReleasesRequest): readonly EffectivePod[] {
  const { pods, settings } = request;
  const isAsked = (pod: EffectivePod): boolean =>
    familyOf(pod, settings).roles.some(({ verdict }) => verdict !== 'app');
  const asked = new Set(pods.filter(isAsked));
  if (asked.size === 0) return pods.filter((pod) => !isSuspected(pod) && isSaid(pod));
  const releasing = new Releasing(request);
  const known = pods.filter((pod) => !isSuspected(pod) || releasing.isUsed(pod));
  // A layer says a part of a sidecar that another layer makes one.
  for (const pod of known) if (asked.has(pod)) releasing.decide(pod);
  const resolved = known.map((pod) => releasing.decided(pod)).filter(isSaid);
  const targets = targetsOf(resolved);
  return resolved.map((pod) => withoutTwins(pod, targets));
}

/**
 * What looks like a switch of one chart is nothing in the values of another; what its own chart has
 * for settings is nothing, either; and where a chart makes a list native by itself, it is done.
 */
function isSaid({ fragments: [{ values }] }: EffectivePod): boolean {
  if (values === undefined) return true;
  if (values.rule.ok) return !areNative(values);
  return values.switched == null && values.rule.none !== true;
}

/** Something that is values only if a release says so. */
function isSuspected({ fragments: [{ values }] }: EffectivePod): boolean {
  return values?.release.suspected === true;
}

interface Grouped {
  readonly gathered: Gathered;
  readonly layers: LayerGroup | null;
}

/** What was found out of each fragment, and of the layers that it shares releases with. */
class Releasing {
  private readonly lookup: Lookup;
  private readonly texts: TreeTexts;
  private readonly index: ReleasesIndex;
  private readonly byLayer = new Map<string, EffectivePod[]>();
  private readonly done = new Map<EffectivePod, EffectivePod>();
  private readonly groups = new Set<LayerGroup>();
  private readonly gathered = new Map<string, Grouped>();

  constructor(request: ReleasesRequest) {
    const { read, settings, sealed, input } = request;
    const nameOf = (path: string): string => input.beside(path)?.path ?? path;
    this.texts = treeTexts(releaseTexts(request));
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
      carriersOf: (path, value, all) =>
        carriersOf(
          { path },
          { value },
          all.map((each) => ({ value: each })),
        ),
      uses,
      chartFileIn: (folder) => chartFileIn(folder, this.lookup),
      read,
      nameOf,
      sealed: (path) => this.vendored(path) ?? sealed(path),
    });
    for (const pod of request.pods) {
      const [{ path, at }] = pod.fragments;
      const id = nodeId(path, at);
      this.byLayer.set(id, [...(this.byLayer.get(id) ?? []), pod]);
    }
  }

  isUsed({ fragments: [{ values, path }] }: EffectivePod): boolean {
    return values !== undefined && this.lookup.uses.for(values, path).length > 0;
  }

  decided(pod: EffectivePod): EffectivePod {
    return this.done.get(pod) ?? pod;
  }

  decide(pod: EffectivePod): void {
    const [fragment] = pod.fragments;
    const { values } = fragment;
    if (values === undefined || this.done.has(pod)) return;
    const { rule, init, own } = this.rule(fragment, values);
    this.done.set(pod, changed(pod, fragment, { ...values, rule }, init));
    const group = rule.ok ? rule.layers : null;
    if (group === null || this.groups.has(group)) return;
    this.groups.add(group);
    for (const id of new Set(group.stacks.flatMap(({ layers }) => layers.map((each) => each.id))))
      for (const other of this.byLayer.get(id) ?? [])
        if (other.fragments[0].keys.containers === own) this.decide(other);
  }

  /** The group of a place, once for all of its layers. */
  private grouped(spot: Spot, keys: ListKeys, shape: LayerGroup['shape']): Grouped {
    const key = ({ containers, init }: ListKeys, id: string): string =>
      `${id} ${shape} ${containers} ${init}`;
    const known = this.gathered.get(key(keys, spotId(spot)));
    if (known !== undefined) return known;
    const gathered = gather(this.index, spot, keys);
    const found = { gathered, layers: groupOf(gathered, keys, shape) };
    this.gathered.set(key(keys, spotId(spot)), found);
    for (const { id } of gathered.stacks.flatMap((stack) => stack.layers))
      this.gathered.set(key(keys, id), found);
    return found;
  }

  private rule(
    fragment: Fragment,
    site: ValuesSite,
  ): { readonly rule: ValuesRule; readonly init: string; readonly own: string } {
    const own = fragment.keys.containers;
    const { rule, init, folder } = resolve(fragment.path, site, this.lookup);
    // Whatever a layer says of a switch, one that is set twice does no harm.
    if (!rule.ok || init === '' || site.switched !== null) return { rule, init, own };
    if (fragment.transform === 'cdk8s') {
      const objection = programObjection({ site, rule, folder, read: this.lookup.read });
      const known = { ...rule, unseen: otherValues(site) };
      return { rule: objection === null ? known : { ok: false, ...objection }, init, own };
    }
    const keys = { containers: own, init };
    const spot = spotOf(fragment, site);
    const shape = site.shape === 'map' ? 'map' : 'list';
    const { gathered, layers } = this.grouped(spot, keys, shape);
    const { path } = fragment;
    const apart = isOfItsOwn(site, rule) ? this.apart(site, rule.to ?? [], spot, gathered) : null;
    if (apart !== null) return { rule: { ok: false, ...apart }, init, own };
    const { lookup, texts } = this;
    const { kustomizations } = texts;
    const target = rule.to ?? [...site.path.slice(0, -1), init];
    const company = companyOf({ site, path, target, lookup, kustomizations });
    const objection = company.refusal ?? objectionOf({ site, path, init, gathered, texts });
    if (objection !== null) return { rule: { ok: false, ...objection }, init, own };
    const { taken } = company;
    const unseen = new Set([
      ...company.unseen,
      ...gathered.stacks.flatMap((stack) => stack.unseen.map(({ noun }) => noun)),
    ]);
    const group = isOfItsOwn(site, rule) ? null : layers;
    return { rule: { ...rule, unseen: [...unseen], taken, layers: group }, init, own };
  }

  /** What changes its form or its place is decided for one layer: others may not set either key. */
  private apart(
    { path }: ValuesSite,
    to: Path,
    spot: Spot,
    gathered: Gathered,
  ): LayerObjection | null {
    const init = String(to.at(-1));
    const there = { ...spot, keys: to.slice(0, -1) };
    const target = gather(this.index, there, { containers: init, init });
    const own = [spotId(spot), spotId(there)];
    const below = this.below(spot);
    const stacks = [...gathered.stacks, ...target.stacks];
    const [unseen] = stacks.flatMap((stack) => stack.unseen);
    if (unseen !== undefined)
      return {
        message: `values come from ${unseen.noun}, too: should ${to.join('.')} be set there, one would replace the other`,
        remedy: 'move the container by hand, once you have seen what is set there',
      };
    const layers = stacks.flatMap((stack) => stack.layers);
    // What is empty below is what it would be without.
    const other = layers.find(
      ({ id, path: file, map }) =>
        !own.includes(id) && !(below.has(file) && Object.values(map).every(isNothing)),
    );
    if (other === undefined) return null;
    return {
      message: `${other.path}:${other.place.line} sets ${path.join('.')} or ${to.join('.')}, too, and the chart holds containers there in another form or at another place`,
      remedy: 'move the container by hand in both',
    };
  }

  /** Files that are below a spot in each release that has both. */
  private below(spot: Spot): ReadonlySet<string> {
    const below = new Set<string>();
    const others = new Set<string>();
    for (const { entries } of this.index.specsAt(spot)) {
      const paths = entries.map((entry) => ('spot' in entry ? entry.spot.path : ''));
      const own = paths.indexOf(spot.path);
      for (const [i, path] of paths.entries()) (i < own ? below : others).add(path);
    }
    return new Set([...below].filter((path) => !others.has(path)));
  }

  /** What `helm dependency update` puts there, it will put there again. */
  private vendored(path: string): string | null {
    const match = /^(.*?)\/?charts\/([^/]+)\//.exec(path);
    if (match === null) return null;
    const [, above = '', name = ''] = match;
    const repo = chartFileIn(above === '' ? '.' : above, this.lookup)?.dependencies.find(
      (each) => each.name === name,
    )?.repo;
    return repo === undefined || repo === '' || repo.startsWith('file://')
      ? null
      : `it is a copy of the chart ${name}, which its repository has (${posix.join(above, 'Chart.yaml')})`;
  }
}

function isNothing(value: Value): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function spotOf({ path, at }: Fragment, site: ValuesSite): Spot {
  const keys = site.path.slice(0, -1);
  const root = at.path.slice(0, at.path.length - keys.length);
  return { path, document: at.document, root, keys };
}

function changed(
  pod: EffectivePod,
  fragment: Fragment,
  values: ValuesSite,
  init: string,
): EffectivePod {
  const { rule, path } = values;
  const place = rule.ok ? rule.to : null;
  const initContainers: readonly Container[] =
    values.beside.get(place === null ? init : keyOf(path, place)) ?? [];
  const keys = { ...fragment.keys, init };
  return {
    ...pod,
    fragments: [{ ...fragment, keys, values, initContainers }],
    initContainers,
  };
}

/** Fragments by the list that their sidecars would go to. */
function targetsOf(pods: readonly EffectivePod[]): ReadonlyMap<string, readonly Fragment[]> {
  const targets = new Map<string, Fragment[]>();
  for (const { fragments } of pods) {
    const target = targetOf(fragments[0]);
    if (target !== null) targets.set(target, [...(targets.get(target) ?? []), fragments[0]]);
  }
  return targets;
}

/** Two lists whose sidecars would go into one: nobody writes it twice at once. */
function withoutTwins(
  pod: EffectivePod,
  targets: ReadonlyMap<string, readonly Fragment[]>,
): EffectivePod {
  const [fragment] = pod.fragments;
  const { values } = fragment;
  if (values?.rule.ok !== true) return pod;
  const twin = targets.get(targetOf(fragment) ?? '')?.find((other) => other !== fragment);
  if (twin === undefined) return pod;
  const rule: ValuesRule = {
    ok: false,
    message: `${values.path.join('.')} and ${twin.keys.containers} would go into one ${fragment.keys.init}`,
    remedy: 'put the containers of both under one of the two keys first',
  };
  return changed(pod, fragment, { ...values, rule }, fragment.keys.init);
}

/** Where the sidecars of a list would go; null where nobody knows. */
function targetOf({ path, at, values }: Fragment): string | null {
  if (values?.rule.ok !== true || values.rule.to === null) return null;
  const above = at.path.slice(0, at.path.length - values.path.length + 1);
  return nodeId(path, { document: at.document, path: [...above, ...values.rule.to] });
}
