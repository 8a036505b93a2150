import { posix } from 'node:path';
import { isMap, type Path, type Value, valueAt } from '../../model/value.js';
import type { ValuesSite } from '../../model/values.js';
import { isValuesFile } from '../../scan/values.js';
import { isKustomization } from '../tree/reference-scan.js';
import { documentsOf } from './sources.js';

/** A text of the tree that may give values to a release. */
export interface TreeText {
  readonly path: string;
  readonly text: string;
}

/** Those texts, found once by what a release asks for: there may be thousands of both. */
export interface TreeTexts {
  readonly all: readonly TreeText[];
  readonly kustomizations: readonly TreeText[];
  /** By the names of the objects in them. */
  readonly named: ReadonlyMap<string, readonly TreeText[]>;
  /** Those that set a value by the place of its container. */
  readonly indexed: readonly TreeText[];
}

export function treeTexts(all: readonly TreeText[]): TreeTexts {
  const named = new Map<string, TreeText[]>();
  for (const each of all)
    for (const [, name = ''] of each.text.matchAll(
      /\bname["']?:[ \t]*["']?(?:&\S+ +)?["']?([\w.-]+)/g,
    )) {
      const own = named.get(name);
      if (own === undefined) named.set(name, [each]);
      else if (own.at(-1) !== each) own.push(each);
    }
  return {
    all,
    kustomizations: all.filter(({ path }) => isKustomization(path)),
    named,
    indexed: all.filter(({ text }) => /(?:ontainers|idecars)\[/.test(text)),
  };
}

export interface LayerRequest {
  readonly site: ValuesSite;
  /** The file that the site stands in. */
  readonly path: string;
  /** The key of init containers. */
  readonly init: string;
  /** The folder of the chart, where it lies in the tree. */
  readonly folder: string | null;
  readonly texts: TreeTexts;
}

export interface Layers {
  /** Why nothing can move while they are there, or null. */
  readonly refusal: { readonly message: string; readonly remedy: string } | null;
  /** What gives values too and cannot be seen, as clauses. */
  readonly unseen: readonly string[];
  /** Containers of a map that another layer speaks of, by name, with its file. */
  readonly taken: ReadonlyMap<string, string>;
}

/**
 * Helm replaces lists and merges maps, and a higher layer wins. One layer can be decided by itself;
 * where another one sets the same keys, or could, the release is left alone.
 */
export function layersOf(request: LayerRequest): Layers {
  const { site, init } = request;
  const key = site.path.join('.');
  const parameter = site.release.parameters.find((name) => isBelow(name, key, init));
  if (parameter !== undefined)
    return refused(
      `the parameter ${parameter} sets a part of the same containers by its place`,
      `put its value into the values, and take the parameter out`,
    );
  const indexed = site.shape === 'list' ? indexedIn(request) : null;
  if (indexed !== null)
    return refused(
      `${indexed} sets a value of ${key} by the place of its container`,
      'write that value where the container is, and take the setting out',
    );
  const patch = patchOf(request);
  if (patch !== null)
    return refused(
      `${patch} changes the same values of ${site.release.name}`,
      'put the values of both into one place, or move the container by hand in both',
    );
  const others = otherFiles(request);
  const [other] = site.shape === 'map' ? others.filter(({ names }) => names === null) : others;
  if (other !== undefined)
    return refused(
      `${other.path} gives values to the same release, and sets ${key} or ${init}, too: what one says would replace the other, or be put in order with it`,
      `move the container by hand: with the moved sidecar, ${init} has to be written in full in each of the files that sets it`,
    );
  const { layers } = site.release;
  // Maps merge: what speaks of other containers changes nothing for this one.
  const taken = new Map(
    others.flatMap(({ path, names }) => (names ?? []).map((name) => [name, path] as const)),
  );
  if (layers.length === 0) return { refusal: null, unseen: [], taken };
  // Whatever a lower layer says of the list, this one says it anew, before and after.
  const decided = site.shape === 'map' || (site.beside.get(init)?.length ?? 0) > 0;
  if (decided && site.release.form !== 'Fleet') return { refusal: null, unseen: layers, taken };
  return refused(
    `values come from ${layers.join(' and ')}, too: should ${init} be set there, the moved list would replace it`,
    `write ${init} in full here, with what is set there; then run again`,
  );
}

function refused(message: string, remedy: string): Layers {
  return { refusal: { message, remedy }, unseen: [], taken: new Map() };
}

function isBelow(name: string, key: string, init: string): boolean {
  const sibling = [...key.split('.').slice(0, -1), init].join('.');
  const plain = name.replaceAll(/\[\d+\]/g, '');
  return [key, sibling].some((each) => plain === each || plain.startsWith(`${each}.`));
}

/** A document that changes the release and names no chart, or a kustomization that patches such. */
function patchOf({ site: { release, path }, path: own, init, texts }: LayerRequest): string | null {
  if (release.form === 'file' || release.form === 'program') return null;
  const words = [String(path[0]), String(path.at(-1)), init];
  const speaks = ({ path: file, text }: TreeText): boolean =>
    file !== own && words.some((word) => text.includes(word));
  const patching = texts.kustomizations.find(
    (each) => speaks(each) && each.text.includes(release.form),
  );
  const object = (texts.named.get(release.name) ?? []).find(
    (each) =>
      speaks(each) &&
      documentsOf(each.text).some((value) => isPatch(value, release.form, release.name)),
  );
  return (object ?? patching)?.path ?? null;
}

/** An object of the same name that leaves the chart to another, or adds to one (HelmChartConfig of K3s). */
function isPatch(value: Value, form: string, name: string): boolean {
  if (valueAt(value, ['metadata', 'name']) !== name) return false;
  const kind = valueAt(value, ['kind']);
  if (kind === 'HelmChartConfig') return form === 'HelmChart';
  if (kind !== form) return false;
  const text = JSON.stringify(value);
  return !/"(?:chart|chartRef|repoURL)":/.test(text);
}

/** A single value that is set by the place of its container, as `--set` does it: `file:line`. */
function indexedIn({ site: { path }, texts }: LayerRequest): string | null {
  const word = `${path.join('.')}[`;
  for (const { path: file, text } of texts.indexed) {
    const at = text.indexOf(word);
    if (at >= 0 && /[\s"'=,{]/.test(text[at - 1] ?? ' '))
      return `${file}:${text.slice(0, at).split('\n').length}`;
  }
  return null;
}

interface OtherFile {
  readonly path: string;
  /** Names in the two maps; null where it is no map, or nobody can tell. */
  readonly names: readonly string[] | null;
}

/** Values files beside, and releases of the same chart, that set one of the two keys. */
function otherFiles({ site, path, init, folder, texts }: LayerRequest): readonly OtherFile[] {
  if (folder === null) return [];
  const parent: Path = site.path.slice(0, -1);
  const key = String(site.path.at(-1));
  const here = [posix.dirname(path), folder];
  const name = posix.basename(posix.resolve('/', folder));
  const ofChart = new RegExp(`(?:^|[\\s/"'])${escaped(name)}/?["']?\\s*$`, 'm');
  return texts.all.flatMap(({ path: other, text }): readonly OtherFile[] => {
    if (other === path || !(text.includes(key) || text.includes(init))) return [];
    if (isValuesFile(other) && isNear(other, here)) {
      const documents = documentsOf(text);
      const set = (each: string): readonly Value[] =>
        documents.flatMap((value) => {
          const own = valueAt(value, [...parent, each]);
          return own === undefined ? [] : [own];
        });
      const [sidecars, inits] = [set(key), set(init)];
      if (sidecars.length + inits.length === 0) return [];
      // Init containers of two layers are put in order together, and no file by itself can say how.
      const names = inits.length === 0 && sidecars.every(isMap) ? sidecars.flatMap(keysOf) : null;
      return [{ path: other, names }];
    }
    const carries = /\b(?:HelmRelease|argoproj\.io|helmCharts|releases):?/.test(text);
    return carries && ofChart.test(text) ? [{ path: other, names: null }] : [];
  });
}

function keysOf(value: Value): readonly string[] {
  return isMap(value) ? Object.keys(value) : [];
}

function isNear(path: string, folders: readonly string[]): boolean {
  const own = posix.dirname(path);
  return folders.some((folder) => own === folder || posix.dirname(own) === folder);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
