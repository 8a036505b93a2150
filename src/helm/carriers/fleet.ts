import {
  isMap,
  listAt,
  mapAt,
  type Path,
  textAt,
  type Value,
  type ValueMap,
  valueAt,
} from '../../model/value.js';
import type { Release } from '../../model/values.js';
import {
  type Carried,
  type CarriedValues,
  type Carrier,
  CHART,
  chartOf,
  fileNoun,
  filesBeside,
  type Reference,
  readOnlyBecause,
  released,
  withValuesAt,
} from './carrier.js';

const FLEET_FILE = /(?:^|\/)fleet\.ya?ml$/;
const CLUSTER = 'an object of the cluster (valuesFrom)';
const BUNDLE: Path = ['helm', 'values'];

/** The bundle of Rancher Fleet: values beside the name of their chart, and what targets lay over them. */
export const fleet: Carrier = {
  form: 'Fleet',
  isCalled: (path) => FLEET_FILE.test(path),
  word: 'helm',
  lives: 'file',
  claims: ({ path }) => FLEET_FILE.test(path),
  read: ({ value }) => valuesIn(value),
  releases: ({ value }) =>
    valuesIn(value)
      .slice(0, 1)
      .map(({ release }) => withValuesAt(value, BUNDLE, release)),
  elsewhere:
    /\bvaluesFiles\b|\bvaluesFrom\b|\btargetCustomizations\b|\bchart["']?:[ \t]*["']?\.{1,2}\//,
  layers: layersOf,
};

function targetsOf(value: Value): readonly Path[] {
  return listAt(value, ['targetCustomizations']).map((_, i) => ['targetCustomizations', i, 'helm']);
}

function valuesIn(value: Value): readonly CarriedValues[] {
  const paths = [['helm'], ...targetsOf(value)];
  const [base = {}, ...targets] = paths.map((path) => mapAt(value, path) ?? {});
  const all = [base, ...targets].flatMap(({ values }) => (isMap(values) ? [values] : []));
  const release = releaseOf(value, base, targets);
  return [base, ...targets].map((own, i) => ({
    path: [...(paths[i] ?? []), 'values'],
    release: { ...release, inline: all.filter((each) => each !== own.values) },
  }));
}

function releaseOf(value: Value, base: ValueMap, targets: readonly ValueMap[]): Release {
  const folder = textAt(base, ['chart']);
  const ofTargets = targets.some((helm) =>
    Object.keys(helm).some((key) => key !== 'values' && key !== 'releaseName'),
  );
  const valuesFiles = listAt(base, ['valuesFiles']);
  return {
    ...released('Fleet', {}),
    name: textAt(base, ['releaseName']) ?? '',
    chart: chartOf(base, { name: ['chart'], repo: ['repo'], version: ['version'] }),
    folder: folder?.startsWith('.') === true ? folder : null,
    layers: [
      ...listAt(base, ['valuesFrom']).map(() => CLUSTER),
      ...(ofTargets ? ['targetCustomizations of the same file'] : []),
    ],
    files: filesBeside(valuesFiles),
    readOnly: readOnlyBecause(value),
  };
}

/** Whether files or values of a bundle count more is not said: both ways have to be right. */
function layersOf({ value, release }: Carried): readonly (readonly Reference[])[] {
  const unseen = listAt(value, ['helm', 'valuesFrom']).map((): Reference => {
    return { kind: 'unseen', noun: CLUSTER };
  });
  const chart = release.folder === null ? [] : [CHART];
  const targets = targetsOf(value).flatMap((path) => bothWays(value, [...path, 'values']));
  return bothWays(value, BUNDLE).flatMap((base) =>
    [[], ...targets].map((target) => [...chart, ...unseen, ...base, ...target, ...unseen]),
  );
}

function bothWays(value: Value, at: Path): readonly (readonly Reference[])[] {
  const files = listAt(value, [...at.slice(0, -1), 'valuesFiles']).map((file): Reference => {
    const noun = fileNoun(file, 'valuesFiles');
    return { kind: 'file', file: String(file), from: 'document', noun };
  });
  const inline: readonly Reference[] =
    valueAt(value, at) === undefined ? [] : [{ kind: 'inline', at }];
  if (files.length === 0) return [inline];
  return [
    [...files, ...inline],
    [...inline, ...files],
  ];
}
