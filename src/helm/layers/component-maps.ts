import type { Layer } from '../../model/layers.js';
import { type At, type ListKeys, nodeId } from '../../model/node.js';
import type { Place } from '../../model/source.js';
import { isList, isMap, type Path, type Value, type ValueMap, valueAt } from '../../model/value.js';
import { valueIn } from '../../yaml/read.js';
import { isSigned } from '../carriers/carrier.js';
import type { Finder } from '../resolve/near.js';
import { type ParsedDocument, parsedDocuments } from './parsed.js';

/** The map of a component in one text of values, whether or not it is there. */
export interface ComponentMap {
  readonly path: string;
  readonly document: number;
  /** From the document to the values; through a text it leads on with the index 0. */
  readonly root: Path;
  /** From the values to the map. */
  readonly keys: Path;
}

/** Of the values themselves. */
export function rootId({ path, document, root }: ComponentMap): string {
  return nodeId(path, { document, path: root });
}

export function componentMapId({ path, document, root, keys }: ComponentMap): string {
  return nodeId(path, { document, path: [...root, ...keys] });
}

export interface LayerReader extends Finder {
  readonly readOnly: (path: string) => string | null;
}

/** Files of layers, each parsed once. */
export class LayerFiles {
  private readonly files = new Map<string, readonly ParsedDocument[] | null>();
  private readonly layers = new Map<string, Layer | null | 'unreadable'>();

  constructor(private readonly reader: LayerReader) {}

  /** null: it cannot be read. */
  documents(path: string): readonly ParsedDocument[] | null {
    const known = this.files.get(path);
    if (known !== undefined) return known;
    const text = this.reader.read(path);
    const documents = text === null ? null : parsedDocuments(path, text);
    this.files.set(path, documents);
    return documents;
  }

  has(path: string): boolean {
    return this.reader.read(path) !== null;
  }

  /** Whoever left something alone in a file did not think of what goes into it from elsewhere. */
  private ignored(path: string): string | null {
    const text = this.reader.read(path) ?? '';
    return /#\s*sidecar-migrate:\s*ignore\b/.test(text) ? 'it has an ignore comment' : null;
  }

  /** What values at a spot say of two keys; null: nothing; `unreadable`: nobody can tell. */
  layerAt(spot: ComponentMap, keys: ListKeys): Layer | null | 'unreadable' {
    const id = `${componentMapId(spot)} ${keys.containers} ${keys.init}`;
    const known = this.layers.get(id);
    if (known !== undefined) return known;
    const layer = this.newLayerAt(spot, keys);
    this.layers.set(id, layer);
    return layer;
  }

  private newLayerAt(spot: ComponentMap, keys: ListKeys): Layer | null | 'unreadable' {
    const documents = this.documents(spot.path);
    if (documents === null) return 'unreadable';
    const document = documents.find(({ index }) => index === spot.document);
    if (document === undefined) return null;
    if (spot.root.length === 0 && documents.length > 1) return 'unreadable';
    const values = valuesAt(document.value, spot.root);
    if (values === undefined) return 'unreadable';
    const map = keysOf(values, spot.keys, keys);
    if (map === null) return null;
    const at: At = { document: spot.document, path: [...spot.root, ...spot.keys] };
    const [first = ''] = Object.keys(map);
    let place: Place | null = null;
    return {
      id: componentMapId(spot),
      path: spot.path,
      at,
      get place() {
        place ??= document.placeOf([...at.path, first]);
        return place;
      },
      map,
      readOnly:
        this.reader.readOnly(spot.path) ??
        (isSigned(document.value) ? 'it is encrypted with SOPS, which signs all of it' : null) ??
        this.ignored(spot.path),
    };
  }
}

/** The values at a root; undefined where they are a text that is no YAML. */
function valuesAt(value: Value, root: Path): Value | undefined {
  if (root.at(-1) !== 0) return valueAt(value, root) ?? null;
  const text = valueAt(value, root.slice(0, -1));
  if (typeof text !== 'string') return text === undefined ? null : (valueAt(value, root) ?? null);
  if (text.trim() === '') return null;
  return valueIn(text) ?? undefined;
}

/** The two keys; null where nothing is said of them. What stands in the place of the map hides both. */
function keysOf(values: Value, path: Path, keys: ListKeys): ValueMap | null {
  const hidden = { [keys.containers]: null, [keys.init]: null };
  if (values === null) return null;
  let here: Value | undefined = values;
  for (const step of path) {
    if (!isMap(here) && !isList(here)) return hidden;
    here = valueAt(here, [step]);
    if (here === undefined) return null;
  }
  if (!isMap(here)) return hidden;
  const own = Object.entries(here).filter(([key]) => key === keys.containers || key === keys.init);
  return own.length === 0 ? null : Object.fromEntries(own);
}
