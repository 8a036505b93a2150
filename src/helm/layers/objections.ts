import type { Refusal } from '../../model/refusal.js';
import { type Value, valueAt } from '../../model/value.js';
import type { Release, ValuesSite } from '../../model/values.js';
import { valuesIn } from '../../yaml/read.js';
import { carrierOf } from '../carriers/index.js';
import type { Gathered } from './group.js';
import { parameterObjection } from './settings.js';
import type { PatchText, TreeText, TreeTexts } from './texts.js';

export interface ObjectionRequest {
  readonly site: ValuesSite;
  /** The file that the site stands in. */
  readonly path: string;
  /** The key of init containers. */
  readonly init: string;
  readonly gathered: Gathered;
  readonly texts: TreeTexts;
}

/** What changes the values of a release beside its layers, and nobody can follow here. */
export function objectionOf(request: ObjectionRequest): Refusal | null {
  const { site, path, gathered } = request;
  const own = { release: site.release, path, key: site.path.join('.') };
  return objectionTo([own], request) ?? sharedObjection(request) ?? unorderedOf(site, gathered);
}

const SHARED = new WeakMap<Gathered, { readonly found: Refusal | null }>();

/** What is said of the other releases: once for all of the layers that they share. */
function sharedObjection(request: ObjectionRequest): Refusal | null {
  const { site, gathered } = request;
  const known = SHARED.get(gathered);
  if (known !== undefined) return known.found;
  const last = String(site.path.at(-1));
  const uses = gathered.carried.map(({ by, spot }) => ({
    release: by.release,
    path: by.path,
    key: [...spot.keys, last].join('.'),
  }));
  const found = objectionTo(uses, request) ?? sealedOf(gathered);
  SHARED.set(gathered, { found });
  return found;
}

function objectionTo(uses: readonly Use[], request: ObjectionRequest): Refusal | null {
  return parameterOf(uses, request) ?? indexedOf(uses, request) ?? patchOf(uses, request);
}

/** A release of these values, and where the component stands in them. */
interface Use {
  readonly release: Release;
  readonly path: string;
  readonly key: string;
}

function parameterOf(uses: readonly Use[], { init }: ObjectionRequest): Refusal | null {
  for (const { release, key } of uses) {
    const sibling = [...key.split('.').slice(0, -1), init].join('.');
    const objection = parameterObjection(release, [key, sibling]);
    if (objection !== null) return objection;
  }
  return null;
}

/** A single value that is set by the place of its container, as `--set` does it. */
function indexedOf(uses: readonly Use[], request: ObjectionRequest): Refusal | null {
  if (request.site.shape !== 'list') return null;
  for (const { key } of uses) {
    const at = indexedAt(`${key}[`, request.texts.indexed);
    if (at !== null)
      return {
        message: `${at} sets a value of ${key} by the index of its container`,
        remedy: 'set that value where the container is, and remove the setting',
      };
  }
  return null;
}

function indexedAt(word: string, indexed: readonly TreeText[]): string | null {
  for (const { path, text } of indexed)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      if (/[\s"'=,{]/.test(text[at - 1] ?? ' '))
        return `${path}:${text.slice(0, at).split('\n').length}`;
  return null;
}

/** A release of the same values that nothing may be changed of, or whose pods are patched. */
function sealedOf(gathered: Gathered): Refusal | null {
  for (const { by } of gathered.carried) {
    const { readOnly } = by.release;
    if (readOnly !== null) return { ...readOnly, message: `${readOnly.message} (${by.path})` };
  }
  return null;
}

/** A document that changes a release and names no chart, or a kustomization that patches such. */
function patchOf(uses: readonly Use[], request: ObjectionRequest): Refusal | null {
  const { init, texts } = request;
  for (const { release, path: own, key } of uses) {
    if (carrierOf(release)?.lives !== 'cluster') continue;
    const [first = '', last = ''] = [key.split('.')[0], key.split('.').at(-1)];
    const words = [first, last, init];
    const speaks = ({ path: file, text }: TreeText): boolean =>
      file !== own && words.some((word) => text.includes(word));
    // A prefix or a suffix may stand around the name by the time of the patch.
    const isFor = ({ names }: PatchText): boolean =>
      names === null || names.some((name) => name.includes(release.name));
    const patching = texts.patching(release.form).find((each) => isFor(each) && speaks(each));
    const object = (texts.named.get(release.name) ?? []).find(
      (each) =>
        speaks(each) &&
        valuesIn(each.text).some((value) => isPatch(value, release.form, release.name)),
    );
    const patch = object ?? patching;
    if (patch !== undefined)
      return {
        message: `${patch.path} changes the same values of ${release.name}`,
        remedy: 'put both values in one place, or move the container by hand in both',
      };
  }
  return null;
}

/** An object of the same name that leaves the chart to another, or adds to one (HelmChartConfig of K3s). */
function isPatch(value: Value, form: string, name: string): boolean {
  if (valueAt(value, ['metadata', 'name']) !== name) return false;
  const kind = valueAt(value, ['kind']);
  const joined = carrierOf({ form: String(kind) })?.joins;
  if (joined !== undefined) return form === joined;
  if (kind !== form) return false;
  const text = JSON.stringify(value);
  return !/"(?:chart|chartRef|repoURL)":/.test(text);
}

/** In a list of components each layer replaces the whole of it. */
function unorderedOf(site: ValuesSite, gathered: Gathered): Refusal | null {
  const index = site.path.find((step) => typeof step === 'number');
  if (index === undefined || gathered.stacks.every(({ layers }) => layers.length < 2)) return null;
  return {
    message: `${site.path.join('.')} is in a list that several files set: each replaces the whole list`,
    remedy: 'move the container by hand in each of them',
  };
}
