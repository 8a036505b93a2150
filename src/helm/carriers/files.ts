import { mapAt, type Value, type ValueMap } from '../../model/value.js';
import { type Carrier, released, sealedBy } from './carrier.js';

/** Values that stand in a file by themselves. */
export function fileCarrier(path: string, value: Value, suspected: boolean): Carrier {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    path: [],
    release: { ...released('file', {}), name, suspected, sealed: sealedBy(value) },
  };
}

const TEXT_KEY = /\.ya?ml$|(?:^|[._-])values$/i;
const VALUES_KEY = /(?:^|[._-])values(?:[._-][\w.-]{0,255})?$/i;

/** Keys of a ConfigMap that may be values: whether they are, releases of the tree say. */
export function configMapKeys(object: ValueMap): readonly Carrier[] {
  return Object.entries(mapAt(object, ['data']) ?? {}).flatMap(
    ([key, text]): readonly Carrier[] => {
      if (typeof text !== 'string' || !TEXT_KEY.test(key) || isObject(text)) return [];
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
function isObject(text: string): boolean {
  return /^["']?(?:apiVersion|kind)["']?:/m.test(text);
}
