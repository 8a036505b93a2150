import type { ChartReference } from '../../model/chart.js';
import { type Path, textAt, type Value, type ValueMap, valueAt } from '../../model/value.js';
import type { NamedFile, Release } from '../../model/values.js';
import { emptyRelease } from '../releases/empty-release.js';

/** A place of a document that holds the values of a release. */
export interface Carrier {
  /** From the root of the document to the values. */
  readonly path: Path;
  readonly release: Release;
}

/** A release by the name of its object, where it has one. */
export function released(form: Release['form'], object: Value): Release {
  return {
    ...emptyRelease(form),
    name: textAt(object, ['metadata', 'name']) ?? '',
    namespace: textAt(object, ['metadata', 'namespace']) ?? '',
    sealed: sealedBy(object),
  };
}

/** SOPS signs the whole document: no byte of it may change. */
export function sealedBy(value: Value): Release['sealed'] {
  if (valueAt(value, ['sops', 'mac']) === undefined) return null;
  return {
    message: 'the document is encrypted with SOPS, which signs all of it',
    remedy: 'decrypt it, move the container, and encrypt it again',
  };
}

/** What changes the rendered pods later, and may name a container or its place. */
export function patchedBy(message: string, patches: Value | undefined): Release['sealed'] {
  if (patches === undefined || !JSON.stringify(patches).includes('ontainers')) return null;
  return {
    message,
    remedy: 'move the container by hand, and see that each patch still finds what it looks for',
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

/** Texts that a controller runs as a template before they are values. */
export function templatedBy(who: string, text: Value | undefined): Release['sealed'] {
  if (typeof text !== 'string' || !text.includes('{{')) return null;
  return {
    message: `the values hold template actions, which ${who} runs before they are values`,
    remedy: 'move the container by hand, and see what the template makes of it',
  };
}
