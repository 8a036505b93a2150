import { isInline } from '../../files/scan/inline.js';
import {
  isList,
  isMap,
  listAt,
  mapAt,
  textAt,
  type Value,
  type ValueMap,
} from '../../model/value.js';
import { valueIn } from '../../yaml/read.js';
import { splitDocuments } from '../../yaml/stream.js';
import { CHARTS, GATHERED, patchEntriesIn } from '../fields.js';

/** What a kustomization names, as it is written. */
export interface References {
  /** A file, a folder with a kustomization, or something remote. */
  readonly bases: readonly string[];
  readonly files: readonly string[];
  /** Configurations of generators, transformers and validators, in files of their own. */
  readonly plugins: readonly string[];
  /** Why it must not be rendered here, or null. */
  readonly leftOut: string | null;
}

const FILES = ['crds', 'configurations'];
const PLUGINS = ['generators', 'transformers', 'validators'];

/** Everything that `kustomize build` reads for one kustomization (the fields of its types.Kustomization). */
export function referencesOf(kustomization: ValueMap): References {
  const strings = (keys: readonly string[]): readonly string[] =>
    keys.flatMap((key) => listAt(kustomization, [key]).filter((v) => typeof v === 'string'));
  const plugins = strings(PLUGINS);
  const inline = plugins.filter(isInline).map(pluginOf);
  const openapi = textAt(kustomization, ['openapi', 'path']);
  return {
    bases: strings(GATHERED),
    files: [
      ...strings(FILES).filter((text) => !isInline(text)),
      ...patchEntriesIn(kustomization).flatMap(({ file }) => file ?? []),
      ...listAt(kustomization, ['replacements']).flatMap((entry) => textAt(entry, ['path']) ?? []),
      ...(openapi === undefined ? [] : [openapi]),
      ...['configMapGenerator', 'secretGenerator'].flatMap((key) =>
        listAt(kustomization, [key]).flatMap(generated),
      ),
      ...inline.flatMap(({ files }) => files),
    ],
    plugins: plugins.filter((text) => !isInline(text)),
    leftOut: CHARTS.some((key) => listAt(kustomization, [key]).length > 0)
      ? 'inflates a Helm chart, and nothing is downloaded or run for it'
      : (inline.find(({ leftOut }) => leftOut !== null)?.leftOut ?? null),
  };
}

export interface Plugin {
  readonly files: readonly string[];
  readonly leftOut: string | null;
}

/** What the configuration of a plug-in reads, where kustomize itself is the plug-in. */
export function pluginOf(text: string): Plugin {
  const objects = splitDocuments(text).map(({ start, end }) => valueIn(text.slice(start, end)));
  return {
    files: objects.flatMap(filesIn),
    leftOut: objects.every(isBuiltin) ? null : 'runs an exec plug-in or a function',
  };
}

/** `apiVersion: builtin` is kustomize's own code; a function annotation would run a container. */
function isBuiltin(object: Value | undefined): boolean {
  if (object === null || object === undefined) return true;
  const annotations = mapAt(object, ['metadata', 'annotations']) ?? {};
  return (
    textAt(object, ['apiVersion']) === 'builtin' &&
    textAt(object, ['kind']) !== 'HelmChartInflationGenerator' &&
    !Object.keys(annotations).some((key) =>
      /^config\.(?:kubernetes\.io|k8s\.io)\/function$/.test(key),
    )
  );
}

const PATH_KEYS: ReadonlySet<string> = new Set(['path', 'paths', 'files', 'envs', 'env']);

/** A builtin's configuration names files under few keys; what is none leads nowhere. */
function filesIn(value: Value | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(filesIn);
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (!PATH_KEYS.has(key)) return filesIn(inner);
    const texts = [inner].flat().filter((text) => typeof text === 'string');
    return [...texts.filter((text) => !isInline(text)).map(withoutKey), ...filesIn(inner)];
  });
}

function generated(entry: Value): readonly string[] {
  const one = textAt(entry, ['env']);
  const texts = [...listAt(entry, ['files']), ...listAt(entry, ['envs'])];
  return [
    ...texts.filter((text) => typeof text === 'string'),
    ...(one === undefined ? [] : [one]),
  ].map(withoutKey);
}

/** `key=path` names the file's key in the ConfigMap. */
function withoutKey(text: string): string {
  return text.slice(text.indexOf('=') + 1);
}
