import { groupOf } from '../../src/compose/kinds.js';
import type { ChartReference } from '../../src/model/chart.js';
import {
  isMap,
  listAt,
  mapAt,
  type Path,
  textAt,
  type Value,
  type ValueMap,
  valueAt,
} from '../../src/model/value.js';
import type { Release, SourceReference } from '../../src/model/values.js';

/** A place of a document that holds the values of a release. */
export interface Carrier {
  /** From the root of the document to the values. */
  readonly path: Path;
  readonly release: Release;
}

/** Every place of an object that carries Helm values; empty where it is no carrier. */
export function carriersIn(object: Value): readonly Carrier[] {
  if (!isMap(object)) return [];
  switch (`${groupOf(textAt(object, ['apiVersion']) ?? '')}/${textAt(object, ['kind']) ?? ''}`) {
    case 'helm.toolkit.fluxcd.io/HelmRelease':
      return [fluxRelease(object)];
    case 'argoproj.io/Application':
      return argoSources(object, ['spec'], 'Application');
    case 'argoproj.io/ApplicationSet':
      return argoSources(object, ['spec', 'template', 'spec'], 'ApplicationSet');
    case 'helm.cattle.io/HelmChart':
      return [k3sChart(object)];
    default:
      return [];
  }
}

/** Values that stand in a file by themselves. */
export function fileCarrier(path: string, value: Value): Carrier {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { path: [], release: { ...released('file', {}), name, sealed: sealedBy(value) } };
}

/** The bundle of Rancher Fleet: values beside the name of their chart. */
export function fleetCarrier(value: Value): Carrier {
  const helm = mapAt(value, ['helm']) ?? {};
  const folder = textAt(helm, ['chart']);
  const customized = listAt(value, ['targetCustomizations']).length;
  return {
    path: ['helm', 'values'],
    release: {
      ...released('Fleet', {}),
      name: textAt(helm, ['releaseName']) ?? '',
      chart: chartOf(helm, { name: ['chart'], repo: ['repo'], version: ['version'] }),
      folder: folder?.startsWith('.') === true ? folder : null,
      layers: [
        ...listAt(helm, ['valuesFiles']).map((file) => `the file ${String(file)} (valuesFiles)`),
        ...listAt(helm, ['valuesFrom']).map(() => 'an object of the cluster (valuesFrom)'),
        ...(customized > 0 ? ['targetCustomizations of the same file'] : []),
      ],
      sealed: sealedBy(value),
    },
  };
}

function released(form: Release['form'], object: ValueMap): Release {
  return {
    form,
    name: textAt(object, ['metadata', 'name']) ?? '',
    namespace: textAt(object, ['metadata', 'namespace']) ?? '',
    chart: null,
    source: null,
    folder: null,
    layers: [],
    parameters: [],
    sealed: sealedBy(object),
  };
}

/** SOPS signs the whole document: no byte of it may change. */
function sealedBy(value: Value): Release['sealed'] {
  if (valueAt(value, ['sops', 'mac']) === undefined) return null;
  return {
    message: 'the document is encrypted with SOPS, which signs all of it',
    remedy: 'decrypt it, move the container, and encrypt it again',
  };
}

/** Patches of the rendered pods, that may name a container or its place. */
function patchedBy(renderers: Value | undefined): Release['sealed'] {
  if (renderers === undefined || !JSON.stringify(renderers).includes('ontainers')) return null;
  return {
    message: 'postRenderers patch containers of the rendered pods, and are not followed',
    remedy: 'move the container by hand, and see that each patch still finds what it looks for',
  };
}

interface Keys {
  readonly name: Path;
  readonly repo: Path;
  readonly version: Path;
}

function chartOf(value: Value | undefined, keys: Keys): ChartReference | null {
  const written = textAt(value, keys.name) ?? '';
  if (written === '' || written.startsWith('.')) return null;
  const isUrl = written.startsWith('oci://');
  const version = valueAt(value, keys.version);
  return {
    name: written.slice(isUrl ? written.lastIndexOf('/') + 1 : 0),
    repo: isUrl ? written : (textAt(value, keys.repo) ?? ''),
    version:
      typeof version === 'number' ? String(version) : typeof version === 'string' ? version : '',
  };
}

function fluxRelease(object: ValueMap): Carrier {
  const release = released('HelmRelease', object);
  const spec = mapAt(object, ['spec', 'chart', 'spec']);
  const named = mapAt(object, ['spec', 'chartRef']);
  const chart = chartOf(spec, { name: ['chart'], repo: ['repo'], version: ['version'] });
  const at = named ?? mapAt(spec, ['sourceRef']);
  const source: SourceReference | null =
    at === undefined
      ? null
      : {
          kind: textAt(at, ['kind']) ?? '',
          name: textAt(at, ['name']) ?? '',
          namespace: textAt(at, ['namespace']) ?? release.namespace,
        };
  const isGit = source !== null && /^(?:GitRepository|Bucket)$/.test(source.kind);
  return {
    path: ['spec', 'values'],
    release: {
      ...release,
      chart: isGit ? null : chart,
      source,
      folder: isGit ? (textAt(spec, ['chart']) ?? null) : null,
      sealed: release.sealed ?? patchedBy(valueAt(object, ['spec', 'postRenderers'])),
      layers: [
        // With a target path it gives one single value: a parameter.
        ...listAt(object, ['spec', 'valuesFrom']).flatMap((from) =>
          textAt(from, ['targetPath']) === undefined ? valuesFrom(from) : [],
        ),
        ...listAt(spec, ['valuesFiles']).map((file) => `the file ${String(file)} (valuesFiles)`),
      ],
      parameters: listAt(object, ['spec', 'valuesFrom']).flatMap(
        (from) => textAt(from, ['targetPath']) ?? [],
      ),
    },
  };
}

function valuesFrom(from: Value): string {
  const kind = textAt(from, ['kind']) ?? 'object';
  return `the ${kind} ${textAt(from, ['name']) ?? ''} (valuesFrom)`;
}

function argoSources(
  object: ValueMap,
  base: Path,
  form: 'Application' | 'ApplicationSet',
): readonly Carrier[] {
  const several = listAt(object, [...base, 'sources']);
  const sources: Path[] = several.map((_, i) => [...base, 'sources', i]);
  if (several.length === 0) sources.push([...base, 'source']);
  return sources.flatMap((path): readonly Carrier[] => {
    const source = mapAt(object, path);
    const helm = mapAt(source, ['helm']);
    if (source === undefined || helm === undefined) return [];
    const keys: Keys = { name: ['chart'], repo: ['repoURL'], version: ['targetRevision'] };
    const chart = chartOf(source, keys);
    const isMapped = isMap(helm.valuesObject);
    return [
      {
        path: [...path, 'helm', isMapped ? 'valuesObject' : 'values'],
        release: {
          ...released(form, object),
          chart,
          folder: chart === null ? (textAt(source, ['path']) ?? null) : null,
          layers: listAt(helm, ['valueFiles']).map(
            (file) => `the file ${String(file)} (valueFiles)`,
          ),
          parameters: [
            ...listAt(helm, ['parameters']),
            ...listAt(helm, ['fileParameters']),
          ].flatMap((parameter) => textAt(parameter, ['name']) ?? []),
        },
      },
    ];
  });
}

function k3sChart(object: ValueMap): Carrier {
  const keys: Keys = { name: ['chart'], repo: ['repo'], version: ['version'] };
  return {
    path: ['spec', 'valuesContent'],
    release: {
      ...released('HelmChart', object),
      chart: chartOf(mapAt(object, ['spec']), keys),
      layers: [],
      parameters: Object.keys(mapAt(object, ['spec', 'set']) ?? {}),
    },
  };
}
