import type { ChartReference } from '../../model/chart.js';
import type { Refusal } from '../../model/refusal.js';
import { type Path, textAt, type Value, type ValueMap, valueAt } from '../../model/value.js';
import type { NamedFile, Release } from '../../model/values.js';

/** A document of a file, as far as carriers look at it. */
export interface CarrierDocument {
  readonly path: string;
  readonly value: Value;
  /** Every document of the file. */
  readonly documents: readonly Value[];
}

/** A place of a document that holds the values of a release. */
export interface CarriedValues {
  /** From the root of the document to the values. */
  readonly path: Path;
  readonly release: Release;
}

/** Where one layer of a release comes from, as its document says it. */
export type Reference =
  /** What the chart itself says, where it lies in the tree. */
  | { readonly kind: 'chart' }
  | {
      readonly kind: 'file';
      readonly file: string;
      /** What its path is counted from. */
      readonly from: 'repository' | 'chart' | 'document';
      readonly noun: string;
    }
  /** A name that is computed in part: each file that it may mean stands for the others. */
  | { readonly kind: 'files'; readonly file: string; readonly noun: string }
  | {
      readonly kind: 'map';
      readonly name: string;
      readonly namespace: string;
      readonly key: string;
      readonly noun: string;
    }
  | { readonly kind: 'unseen'; readonly noun: string }
  /** Values in the document itself. */
  | { readonly kind: 'inline'; readonly at: Path };

export const CHART: Reference = { kind: 'chart' };

/** Values at a place of a document, and the document around them. */
export interface Carried {
  readonly value: Value;
  readonly at: Path;
  readonly release: Release;
}

/**
 * Something that carries values of Helm, said once: the scan of bytes, the reading of values, the layers
 * of a release, single settings and the renders of `--prove` follow from its row in `table.ts`. No
 * carrier needs a parser: the scan loads all of them.
 */
export interface Carrier {
  /** The form of its releases. */
  readonly form: string;
  /** Kinds of its objects. */
  readonly kinds?: readonly string[];
  /** API groups of these kinds. */
  readonly groups?: readonly string[];
  /** Whether its files are called so, where they have names of their own. */
  readonly isCalled?: (path: string) => boolean;
  /** What a text has to hold that describes a release in this way; an empty word is in all. */
  readonly word: string;
  /** Where the kind says too little: whether lines of a text tell that an object of it has values. */
  readonly tells?: (text: string) => boolean;
  /** Where it lives: objects of a cluster may be patched by kustomizations, and pods of an inflated chart. */
  readonly lives: 'cluster' | 'kustomization' | 'file';
  /** Whether a document is one; by default its group and its kind tell. */
  readonly claims?: (document: CarrierDocument) => boolean;
  /** Every place of a document that holds values. */
  readonly read: (document: CarrierDocument) => readonly CarriedValues[];
  /** Releases that a document describes; by default one for each place with values, with what stands there. */
  readonly releases?: (document: CarrierDocument) => readonly Release[];
  /**
   * The layers of a release, lowest first, where the document says the order of all of them; several
   * lists where it is not said which counts more, or where targets differ.
   */
  readonly layers?: (carried: Carried) => readonly (readonly Reference[])[];
  /** What a text has to hold whose layers are elsewhere; by default any may have such. */
  readonly elsewhere?: RegExp;
  /** Places with the charts that `--prove` renders, where more are rendered than have values. */
  readonly renders?: (document: CarrierDocument) => readonly CarriedValues[];
  /** The form of the release of the same name that gets the values, where it is another object. */
  readonly joins?: string;
  /** Whether a folder of the chart is one of a repository of git that the object names. */
  readonly fromGit?: true;
}

/** Whether a document is an object that a cluster knows, whatever its kind. */
export function isObject({ value }: CarrierDocument): boolean {
  return textAt(value, ['apiVersion']) !== undefined && textAt(value, ['kind']) !== undefined;
}

/** A release of which nothing is said: what describes one fills in what it says. */
export function emptyRelease(form: string): Release {
  return {
    form,
    name: '',
    namespace: '',
    chart: null,
    source: null,
    folder: null,
    layers: [],
    parameters: [],
    files: [],
    inline: [],
    maps: [],
    mapKey: null,
    suspected: false,
    readOnly: null,
  };
}

/** A release by the name of its object, where it has one. */
export function released(form: string, object: Value): Release {
  return {
    ...emptyRelease(form),
    name: textAt(object, ['metadata', 'name']) ?? '',
    namespace: textAt(object, ['metadata', 'namespace']) ?? '',
    readOnly: readOnlyBecause(object),
  };
}

/** SOPS signs the whole document: no byte of it may change. */
export function isSigned(value: Value): boolean {
  return valueAt(value, ['sops', 'mac']) !== undefined;
}

export function readOnlyBecause(value: Value): Refusal | null {
  if (!isSigned(value)) return null;
  return {
    message: 'the document is encrypted with SOPS, which signs all of it',
    remedy: 'decrypt it, move the container, and encrypt it again',
  };
}

/** What changes the rendered pods later, and may name a container or its place. */
export function patchedBy(message: string, patches: Value | undefined): Refusal | null {
  if (patches === undefined || !JSON.stringify(patches).includes('ontainers')) return null;
  return {
    message,
    remedy: 'move the container by hand, and check that each patch still finds its target',
  };
}

/** Texts that a controller runs as a template before they are values. */
export function templatedBy(who: string, text: Value | undefined): Refusal | null {
  if (typeof text !== 'string' || !text.includes('{{')) return null;
  return {
    message: `the values contain template actions, which ${who} evaluates first`,
    remedy: 'move the container by hand, and check what the template makes of it',
  };
}

export interface Keys {
  readonly name: Path;
  readonly repo: Path;
  readonly version: Path;
}

export function chartOf(value: Value | undefined, keys: Keys): ChartReference | null {
  const written = textAt(value, keys.name) ?? '';
  if (written === '' || written.startsWith('.') || written.startsWith('/')) return null;
  const isUrl = written.startsWith('oci://');
  return {
    name: written.slice(isUrl ? written.lastIndexOf('/') + 1 : 0),
    repo: isUrl ? written : (textAt(value, keys.repo) ?? ''),
    version: versionOf(valueAt(value, keys.version)),
  };
}

/** A chart as a command names it: by an address of OCI, by `repository/name`, or by its name. */
export function chartNamed(written: string, repo: string, version: string): ChartReference {
  return {
    name: written.slice(written.lastIndexOf('/') + 1),
    repo: written.startsWith('oci://') ? written : repo,
    version,
  };
}

export function versionOf(version: Value | undefined): string {
  return typeof version === 'number' || typeof version === 'string' ? String(version) : '';
}

/** Files that are counted from the folder of the document that names them. */
export function filesBeside(names: readonly Value[]): readonly NamedFile[] {
  return names.flatMap((name) =>
    typeof name === 'string' && name !== ''
      ? [{ written: name, from: 'document' as const, filledBy: null, optional: false }]
      : [],
  );
}

/** Texts of a list, and nothing else of it. */
export function namesIn(rows: readonly Value[], key: string): readonly string[] {
  return rows.flatMap((row) => textAt(row, [key]) ?? []);
}

/** Names of single values, as `set` has them: `sidecars[0].image`. */
export function settingsIn(map: ValueMap | undefined): readonly string[] {
  return Object.keys(map ?? {});
}

/** An object of the cluster that gives values, as a noun. */
export function valuesFrom(from: Value): string {
  return `the ${textAt(from, ['kind']) ?? 'object'} ${textAt(from, ['name']) ?? ''} (valuesFrom)`;
}

/** A values file that is named beside values, as a noun. */
export function fileNoun(file: Value, key: 'valueFiles' | 'valuesFiles'): string {
  return `the file ${String(file)} (${key})`;
}

/** A release with the values that stand at a place of its document, too. */
export function withValuesAt(document: Value, at: Path, release: Release): Release {
  const own = valueAt(document, at);
  return own === undefined ? release : { ...release, inline: [own, ...release.inline] };
}
