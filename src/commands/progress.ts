import type { Input } from '../model/input.js';
import type { Io } from './io.js';

const EVERY = 500;

/** The same input, with a counter on a terminal while its files are read. */
export function withProgress<T extends Input>(input: T, io: Io, quiet: boolean): Input {
  if (io.stderr.isTTY !== true || quiet) return input;
  return {
    beside: (path) => input.beside(path),
    beyond: () => input.beyond(),
    under: (folder) => input.under(folder),
    nameOf: (path) => input.nameOf(path),
    *files() {
      let count = 0;
      for (const file of input.files()) {
        if (++count % EVERY === 0) io.stderr.write(`\r${count} files…`);
        yield file;
      }
      if (count >= EVERY) io.stderr.write('\r\u001b[K');
    },
  };
}
