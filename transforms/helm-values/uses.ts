import { posix } from 'node:path';
import { documentsOf } from '../../src/compose/helm/sources.js';
import type { MadeMap, Use } from '../../src/compose/helm/uses.js';
import { isKustomization } from '../../src/compose/tree/reference-scan.js';
import { isMap, listAt, textAt, type Value, valueAt } from '../../src/model/value.js';
import type { Release } from '../../src/model/values.js';
import { isFleetFile, isHelmfile } from '../../src/scan/values.js';
import type { Carrier } from './carriers/carrier.js';
import { fleetCarriers } from './carriers/fleet.js';
import { helmfileReleases } from './carriers/helmfile.js';
import { carriersIn } from './carriers/index.js';
import { indexedReleases } from './carriers/indexes.js';
import { kustomizeCharts } from './carriers/kustomize.js';

const WORTH =
  /\b(?:HelmRelease|HelmChart\w*|helmCharts|argoproj\.io|Release|releases|helm_chart\w*|helmChart|ZarfPackageConfig|helm:)/;

/** The releases that a YAML file describes, with whatever else gives values to them. */
export function documentUses(path: string, text: string): readonly Use[] {
  if (!WORTH.test(text)) return [];
  const documents = documentsOf(text);
  return documents
    .flatMap((value) => releasesIn(path, value, documents))
    .map((release) => ({
      path,
      by: path,
      release,
      settings: release.parameters.map((name) => ({ name, at: path })),
      rest: '',
    }));
}

function releasesIn(path: string, value: Value, documents: readonly Value[]): readonly Release[] {
  if (isHelmfile(path))
    return helmfileReleases(value, documents).map(({ release, inline }) => ({
      ...release,
      inline,
    }));
  if (isFleetFile(path)) return wholeOf(value, fleetCarriers(value).slice(0, 1));
  if (isKustomization(path)) return wholeOf(value, kustomizeCharts(value));
  const own = wholeOf(
    value,
    carriersIn(value).filter(({ release }) => release.form !== 'ConfigMap'),
  );
  return own.length > 0 ? own : indexedReleases(value);
}

/** With the values that stand in the document itself. */
function wholeOf(value: Value, carriers: readonly Carrier[]): readonly Release[] {
  return carriers.map(({ path, release }) => {
    const own = valueAt(value, path);
    const inline = typeof own === 'string' ? documentsOf(own) : own === undefined ? [] : [own];
    return { ...release, inline: [...inline, ...release.inline] };
  });
}

/** The ConfigMaps that a kustomization makes of files: `files: [values.yaml=shop.yaml]`. */
export function madeMaps(path: string, text: string): readonly MadeMap[] {
  if (!isKustomization(path) || !text.includes('configMapGenerator')) return [];
  return documentsOf(text)
    .flatMap((value) => listAt(value, ['configMapGenerator']))
    .filter(isMap)
    .flatMap((generator) =>
      listAt(generator, ['files']).flatMap((entry): readonly MadeMap[] => {
        const name = textAt(generator, ['name']);
        if (typeof entry !== 'string' || name === undefined) return [];
        const equals = entry.indexOf('=');
        const file = entry.slice(equals + 1);
        const key = equals < 0 ? posix.basename(file) : entry.slice(0, equals);
        return [{ name, key, path: posix.join(posix.dirname(path), file) }];
      }),
    );
}
