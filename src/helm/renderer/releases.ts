import { posix } from 'node:path';
import { isMap, type Path, valueAt } from '../../model/value.js';
import type { SourceTree } from '../../prove/renders/source-tree.js';
import { valuesIn } from '../../yaml/read.js';
import type { CarriedValues, Reference } from '../carriers/carrier.js';
import { carrierFor, LAYERED, mayDescribe } from '../carriers/index.js';

/** Values as a render gets them: a file, or what stands in a document of one. */
export type Layer =
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'inline';
      readonly path: string;
      readonly document: number;
      readonly at: Path;
    };

/** A release that an object describes, of a chart that lies in the tree. */
export interface LocalRelease {
  readonly path: string;
  readonly name: string;
  readonly chart: string;
  /** A later one wins. */
  readonly layers: readonly Layer[];
}

/** Releases whose documents say the order of their layers, and whose chart is one of these folders. */
export function releasesOf(tree: SourceTree, charts: ReadonlySet<string>): readonly LocalRelease[] {
  return [...tree.files()].flatMap((path) => {
    const text = /\.ya?ml$/.test(path) ? tree.read(path) : null;
    if (text === null || !mayDescribe(path, text, LAYERED)) return [];
    const documents = valuesIn(text);
    return documents.flatMap((value, document) => {
      const source = { path, value, documents };
      const carrier = carrierFor(source);
      if (carrier?.layers === undefined) return [];
      const places = (carrier.renders ?? carrier.read)(source);
      return places.flatMap(({ path: at, release }) => {
        const chart = chartIn(release);
        if (chart === null || !charts.has(chart)) return [];
        const orders = carrier.layers?.({ value, at, release }) ?? [];
        return orders.map((references): LocalRelease => {
          const layers = references.flatMap((each) => layerOf(each, { path, document, chart }));
          return { path, name: release.name, chart, layers: layers.filter(isThere) };
        });
      });

      function isThere(layer: Layer): boolean {
        if (layer.kind === 'file') return tree.find('.', layer.path).kind === 'file';
        const own = valueAt(value, layer.at);
        return isMap(own) || (typeof own === 'string' && own.trim() !== '');
      }
    });
  });
}

function chartIn({ folder }: CarriedValues['release']): string | null {
  return folder === null ? null : posix.normalize(folder).replace(/(?<=.)\/$/, '');
}

interface Around {
  readonly path: string;
  readonly document: number;
  readonly chart: string;
}

/** What a render can be given of a layer: nothing of the cluster, and no file whose name is computed. */
function layerOf(reference: Reference, { path, document, chart }: Around): readonly Layer[] {
  switch (reference.kind) {
    case 'file': {
      const from = { repository: '.', chart, document: posix.dirname(path) }[reference.from];
      return [{ kind: 'file', path: posix.join(from, reference.file) }];
    }
    case 'inline':
      return [{ kind: 'inline', path, document, at: reference.at }];
    case 'chart':
    case 'files':
    case 'map':
    case 'unseen':
      return [];
  }
}
