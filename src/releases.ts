import { documentUses, madeMaps } from '../transforms/helm-values/uses.js';
import { companyOf } from './compose/helm/company.js';
import { layersOf, type TreeText, type TreeTexts, treeTexts } from './compose/helm/layers.js';
import { type Lookup, resolve } from './compose/helm/resolve.js';
import { scriptIn, scriptUses, terraformUses } from './compose/helm/script-uses.js';
import { sourcesIn } from './compose/helm/sources.js';
import { type FoundUse, findUses, usesFor } from './compose/helm/uses.js';
import { isKustomization } from './compose/tree/reference-scan.js';
import type { Input } from './model/input.js';
import type { Container, EffectivePod, Fragment } from './model/pod.js';
import type { Settings } from './model/settings.js';
import type { ValuesRule, ValuesSite } from './model/values.js';
import { familyOf } from './plan/renderings/family.js';
import { mayRunHelm } from './scan/commands.js';
import { isFleetFile, isHelmfile, isTerraform, isValuesFile } from './scan/values.js';
import { decode } from './source/decode.js';
import type { Survey } from './survey.js';

export interface ReleasesRequest {
  readonly pods: readonly EffectivePod[];
  readonly input: Input;
  readonly settings: Settings;
  readonly survey: Survey;
  readonly read: (path: string) => string | null;
}

/**
 * Says of containers in Helm values what their charts make of them. The tree is read again only
 * where one of them may be a sidecar: for repositories of charts, other values, patches.
 */
export function releases(request: ReleasesRequest): readonly EffectivePod[] {
  const { pods, settings, read } = request;
  const isAsked = (pod: EffectivePod): boolean =>
    familyOf(pod, settings).roles.some(({ verdict }) => verdict !== 'app');
  const asked = new Set(pods.filter(isAsked));
  if (asked.size === 0) return pods.filter((pod) => !isSuspected(pod));
  const texts = treeTexts(textsOf(request));
  const sources = texts.all.flatMap(({ path, text }) => sourcesIn(path, text));
  const paths = [...texts.all, ...pods.map(({ place }) => place)].map(({ path }) => path);
  const uses = usesIn(texts.all, [...new Set(paths)], read);
  const lookup: Lookup = { read, sources, charts: settings.charts, uses };
  const known = pods.filter((pod) => !isSuspected(pod) || isUsed(pod, uses));
  const resolved = known.map((pod) => {
    const [fragment] = pod.fragments;
    const { values } = fragment;
    return values !== undefined && asked.has(pod)
      ? withRule(pod, fragment, values, lookup, texts)
      : pod;
  });
  return resolved.map((pod) => withoutTwins(pod, resolved));
}

/** Something that is values only if a release says so. */
function isSuspected({ fragments: [{ values }] }: EffectivePod): boolean {
  return values?.release.suspected === true;
}

function isUsed(
  { fragments: [{ values, path }] }: EffectivePod,
  uses: readonly FoundUse[],
): boolean {
  return values !== undefined && usesFor(values, path, uses).length > 0;
}

/** Everything of the tree that names values, with the files that it means. */
function usesIn(
  all: readonly TreeText[],
  paths: readonly string[],
  read: (path: string) => string | null,
): readonly FoundUse[] {
  const scripts = all.flatMap(({ path, text }) => scriptIn(path, text) ?? []);
  return findUses({
    uses: [
      ...all.flatMap(({ path, text }) =>
        isTerraform(path) ? terraformUses(path, text) : documentUses(path, text),
      ),
      ...scriptUses(scripts),
    ],
    made: all.flatMap(({ path, text }) => madeMaps(path, text)),
    paths,
    read,
  });
}

function withRule(
  pod: EffectivePod,
  fragment: Fragment,
  site: ValuesSite,
  lookup: Lookup,
  texts: TreeTexts,
): EffectivePod {
  const { rule, init, folder } = resolve(fragment.path, site, lookup);
  if (!rule.ok) return changed(pod, fragment, { ...site, rule }, init);
  const { path } = fragment;
  const company = companyOf({
    site,
    path,
    init,
    folder,
    lookup,
    kustomizations: texts.kustomizations,
  });
  const layers = layersOf({ site, path, init, folder, texts });
  const refusal = company.refusal ?? layers.refusal;
  const unseen = [...layers.unseen, ...company.unseen];
  const judged: ValuesRule =
    refusal === null
      ? { ...rule, unseen, taken: new Map([...layers.taken, ...company.taken]) }
      : { ok: false, ...refusal };
  return changed(pod, fragment, { ...site, rule: judged }, init);
}

function changed(
  pod: EffectivePod,
  fragment: Fragment,
  values: ValuesSite,
  init: string,
): EffectivePod {
  const initContainers: readonly Container[] = values.beside.get(init) ?? [];
  const keys = { ...fragment.keys, init };
  return {
    ...pod,
    fragments: [{ ...fragment, keys, values, initContainers }],
    initContainers,
  };
}

/** Two lists whose sidecars would go into one: nobody writes it twice at once. */
function withoutTwins(pod: EffectivePod, pods: readonly EffectivePod[]): EffectivePod {
  const [fragment] = pod.fragments;
  const { values } = fragment;
  if (values?.rule.ok !== true) return pod;
  const target = targetOf(fragment);
  const twin = pods.find(
    ({ fragments: [other] }) => other !== fragment && targetOf(other) === target,
  );
  if (twin === undefined) return pod;
  const rule: ValuesRule = {
    ok: false,
    message: `${values.path.join('.')} and ${twin.fragments[0].keys.containers} would go into one ${fragment.keys.init}`,
    remedy: 'put the containers of both under one of the two keys first',
  };
  return changed(pod, fragment, { ...values, rule }, fragment.keys.init);
}

function targetOf({ path, at, keys, values }: Fragment): string | null {
  return values === undefined || keys.init === ''
    ? null
    : `${path}#${at.document}/${at.path.join('/')}/${keys.init}`;
}

const NAMES = [isValuesFile, isFleetFile, isHelmfile, isKustomization];

const WORDS = [
  ...['HelmRepository', 'OCIRepository', 'HelmChart', 'HelmRelease', 'argoproj.io'],
  ...['crossplane.io', 'projectsveltos.io', 'helm_release', 'skaffold/'],
  ...['helmChart', 'helm_chart', 'ZarfPackageConfig'],
  // Single values that are set by the place of a container.
  ...['ontainers[', 'idecars['],
].map((word) => Buffer.from(word));

/** Every text of the repository that may say something of a release. */
function textsOf({ input, survey }: ReleasesRequest): readonly TreeText[] {
  const texts = new Map<string, string>();
  for (const files of [survey.given().values(), input.beyond()])
    for (const file of files) {
      if (texts.has(file.path)) continue;
      const bytes = file.load();
      if (!(bytes instanceof Uint8Array)) continue;
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const isWorth =
        NAMES.some((isNamed) => isNamed(file.path)) ||
        WORDS.some((word) => buffer.includes(word)) ||
        mayRunHelm(bytes);
      if (!isWorth) continue;
      const text = decode(bytes, file.path);
      if (typeof text === 'string') texts.set(file.path, text);
    }
  return [...texts].map(([path, text]) => ({ path, text }));
}
