import { isMap, listAt, mapAt, textAt, type Value, type ValueMap } from '../../model/value.js';
import type { Release } from '../../model/values.js';
import { type Carrier, chartOf, filesBeside, released, sealedBy } from './carrier.js';

/** The bundle of Rancher Fleet: values beside the name of their chart, and what targets lay over them. */
export function fleetCarriers(value: Value): readonly Carrier[] {
  const base = mapAt(value, ['helm']) ?? {};
  const targets = listAt(value, ['targetCustomizations']);
  const helms = targets.map((target) => mapAt(target, ['helm']) ?? {});
  const all = [base, ...helms].flatMap(({ values }) => (isMap(values) ? [values] : []));
  const release = releaseOf(value, base, helms);
  const carrier = (path: Carrier['path'], own: ValueMap): Carrier => ({
    path,
    release: { ...release, inline: all.filter((each) => each !== own.values) },
  });
  return [
    carrier(['helm', 'values'], base),
    ...helms.map((helm, i) => carrier(['targetCustomizations', i, 'helm', 'values'], helm)),
  ];
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
      ...listAt(base, ['valuesFrom']).map(() => 'an object of the cluster (valuesFrom)'),
      ...(ofTargets ? ['targetCustomizations of the same file'] : []),
    ],
    files: filesBeside(valuesFiles),
    sealed: sealedBy(value),
  };
}
