import { hasContainers, isValuesFile } from '../../files/scan/values.js';
import { isMap, mapAt, type Value } from '../../model/value.js';
import {
  type CarriedValues,
  type Carrier,
  isObject,
  readOnlyBecause,
  released,
} from './carrier.js';

/** Values that stand in a file by themselves: under any name, should a release say so. */
export const valuesFile: Carrier = {
  form: 'file',
  isCalled: isValuesFile,
  word: '',
  lives: 'file',
  claims: ({ path, value, documents }) =>
    // An object without its version is no values of anything.
    isMap(value) &&
    !isObject({ path, value, documents }) &&
    (isValuesFile(path) || value.kind === undefined),
  read: ({ path, value }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const suspected = !isValuesFile(path);
    return [
      {
        path: [],
        release: { ...released('file', {}), name, suspected, readOnly: readOnlyBecause(value) },
      },
    ];
  },
  releases: () => [],
};

const TEXT_KEY = /\.ya?ml$|(?:^|[._-])values$/i;
const VALUES_KEY = /(?:^|[._-])values(?:[._-][\w.-]{0,255})?$/i;

const CONFIG_MAP = /\bkind["']?:[ \t]*["']?ConfigMap\b/;
const TEXT = /^[ \t]+["']?[\w.-]*(?:\.ya?ml|values)["']?:[ \t]*[|>"']/m;

export const configMap: Carrier = {
  form: 'ConfigMap',
  kinds: ['ConfigMap'],
  groups: [''],
  word: '',
  tells: (text) => CONFIG_MAP.test(text) && TEXT.test(text) && hasContainers(text),
  lives: 'cluster',
  read: ({ value }) => keysOf(value),
  // Whoever takes values of it says the chart.
  releases: () => [],
};

/** Keys of a ConfigMap that may be values: whether they are, releases of the tree say. */
function keysOf(object: Value): readonly CarriedValues[] {
  return Object.entries(mapAt(object, ['data']) ?? {}).flatMap(
    ([key, text]): readonly CarriedValues[] => {
      if (typeof text !== 'string' || !TEXT_KEY.test(key) || isManifest(text)) return [];
      const release = {
        ...released('ConfigMap', object),
        mapKey: key,
        suspected: !VALUES_KEY.test(key.replace(/\.ya?ml$/, '')),
      };
      return [{ path: ['data', key], release }];
    },
  );
}

/** A manifest that somebody keeps in a ConfigMap, such as the template of an injector. */
function isManifest(text: string): boolean {
  return /^["']?(?:apiVersion|kind)["']?:/m.test(text);
}
