import type { Input, InputFile } from '../model/input.js';
import { byCodeUnits } from '../text/order.js';

/** A run over texts in memory, in the order of their paths: what the public API runs on. */
export function memoryInput(files: ReadonlyMap<string, string>): Input {
  const paths = [...files.keys()].sort(byCodeUnits);
  return {
    files: () => paths.map((path) => inputFile(path, files.get(path) ?? '')),
    beside(path) {
      const text = files.get(path);
      return text === undefined ? null : inputFile(path, text);
    },
    beyond: () => [],
    nameOf: (path) => path,
    under(folder) {
      const prefix = folder === '.' ? '' : `${folder}/`;
      const below = paths.filter((path) => path.startsWith(prefix));
      return below.map((path) => inputFile(path, files.get(path) ?? ''));
    },
  };
}

function inputFile(path: string, text: string): InputFile {
  return { path, named: true, provenance: null, load: () => Buffer.from(text) };
}
