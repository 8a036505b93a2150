import { posix } from 'node:path';
import { isFleetFile, isHelmfile } from '../../files/scan/values.js';
import { isMap, listAt, textAt, type Value, valueAt } from '../../model/value.js';
import type { Release } from '../../model/values.js';
import { isKustomization } from '../../references/reference-scan.js';
import { documentsOf } from '../resolve/sources.js';
import type { MadeMap, Use } from '../uses/uses.js';
import type { Carrier } from './carrier.js';
import { fleetCarriers } from './fleet.js';
import { helmfileReleases } from './helmfile.js';
import { carriersIn } from './index.js';
import { indexedReleases } from './indexes.js';
import { kustomizeCharts } from './kustomize.js';

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
