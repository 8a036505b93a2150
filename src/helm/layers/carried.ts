import { listAt, type Path, textAt, type Value, valueAt } from '../../model/value.js';
import type { Release } from '../../model/values.js';

/** A document that says of a release where its values come from. */
export interface Carried {
  readonly path: string;
  readonly document: number;
  readonly value: Value;
  /** From the root of the document to the values that it holds itself. */
  readonly at: Path;
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

/** The layers of a release, lowest first; several lists where it is not said which counts more, or where targets differ. */
export function referencesOf(carried: Carried): readonly (readonly Reference[])[] {
  return orderedOf(carried).map((references) => withOthers(carried, references));
}

function orderedOf(carried: Carried): readonly (readonly Reference[])[] {
  switch (carried.release.form) {
    case 'HelmRelease':
      return [fluxLayers(carried)];
    case 'Application':
    case 'ApplicationSet':
      return [argoLayers(carried)];
    case 'Fleet':
      return fleetLayers(carried);
    default:
      return [[...chartOf(carried), { kind: 'inline', at: carried.at }]];
  }
}

/** What else is known to be there may count less, or more. */
function withOthers(
  { release: { layers } }: Carried,
  references: readonly Reference[],
): readonly Reference[] {
  const known = references.flatMap((each) => ('noun' in each ? [each.noun] : []));
  const others = layers
    .filter((noun) => !known.includes(noun))
    .map((noun): Reference => ({ kind: 'unseen', noun }));
  return [...others, ...references, ...others];
}

function chartOf({ release }: Carried): readonly Reference[] {
  return release.folder === null ? [] : [CHART];
}

/** Fluxcd.io/flux/components/helm/helmreleases: chart or its valuesFiles, valuesFrom, values. */
function fluxLayers({ value, at, release }: Carried): readonly Reference[] {
  const files = listAt(value, ['spec', 'chart', 'spec', 'valuesFiles']);
  const ofChart = files.map((file): Reference => {
    const noun = `the file ${String(file)} (valuesFiles)`;
    return release.folder === null
      ? { kind: 'unseen', noun }
      : { kind: 'file', file: String(file), from: 'repository', noun };
  });
  const from = listAt(value, ['spec', 'valuesFrom']).flatMap((each): readonly Reference[] => {
    // With a target path it gives one single value: a parameter.
    if (textAt(each, ['targetPath']) !== undefined) return [];
    const kind = textAt(each, ['kind']) ?? 'object';
    const name = textAt(each, ['name']) ?? '';
    const noun = `the ${kind} ${name} (valuesFrom)`;
    if (kind !== 'ConfigMap') return [{ kind: 'unseen', noun }];
    const key = textAt(each, ['valuesKey']) ?? 'values.yaml';
    return [{ kind: 'map', name, namespace: release.namespace, key, noun }];
  });
  return [...(files.length > 0 ? ofChart : [CHART]), ...from, { kind: 'inline', at }];
}

const CHART: Reference = { kind: 'chart' };

/** Argo-cd, user-guide/helm: valueFiles, then values or valuesObject, then parameters. */
function argoLayers({ value, at, release }: Carried): readonly Reference[] {
  const files = listAt(value, [...at.slice(0, -1), 'valueFiles']).map((written): Reference => {
    const file = String(written);
    const noun = `the file ${file} (valueFiles)`;
    if (file.includes('://')) return { kind: 'unseen', noun };
    const rooted = /^\$[^/]+\/(.+)$/.exec(file)?.[1] ?? /^\/(.+)$/.exec(file)?.[1];
    if (file.includes('{{')) return { kind: 'files', file: rooted ?? file, noun };
    if (rooted !== undefined) return { kind: 'file', file: rooted, from: 'repository', noun };
    return release.folder === null
      ? { kind: 'unseen', noun }
      : { kind: 'file', file, from: 'chart', noun };
  });
  return [CHART, ...files, { kind: 'inline', at }];
}

/** Whether files or values of a bundle count more is not said: both ways have to be right. */
function fleetLayers(carried: Carried): readonly (readonly Reference[])[] {
  const { value } = carried;
  const bundle = layersIn(value, ['helm', 'values']);
  const unseen = listAt(value, ['helm', 'valuesFrom']).map((): Reference => {
    return { kind: 'unseen', noun: 'an object of the cluster (valuesFrom)' };
  });
  const targets = listAt(value, ['targetCustomizations']).map((_, i) =>
    layersIn(value, ['targetCustomizations', i, 'helm', 'values']),
  );
  return bundle.flatMap((base) =>
    [[], ...targets.flat()].map((target) => [
      ...chartOf(carried),
      ...unseen,
      ...base,
      ...target,
      ...unseen,
    ]),
  );
}

function layersIn(value: Value, at: Path): readonly (readonly Reference[])[] {
  const files = listAt(value, [...at.slice(0, -1), 'valuesFiles']).map((file): Reference => {
    const noun = `the file ${String(file)} (valuesFiles)`;
    return { kind: 'file', file: String(file), from: 'document', noun };
  });
  const inline: readonly Reference[] =
    valueAt(value, at) === undefined ? [] : [{ kind: 'inline', at }];
  return files.length === 0
    ? [inline]
    : [
        [...files, ...inline],
        [...inline, ...files],
      ];
}

/** The path to the values at a place of a document: a text is the list of its one document. */
export function rootOf(value: Value, at: Path): Path {
  return typeof valueAt(value, at) === 'string' ? [...at, 0] : at;
}
