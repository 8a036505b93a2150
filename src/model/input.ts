import type { Problem, Provenance } from './source.js';

/** One file of a run, before it is read. */
export interface InputFile {
  readonly path: string;
  /** Given by name: not being able to read it is an error, not a count. */
  readonly named: boolean;
  readonly provenance: Provenance | null;
  /** The bytes; they may be overwritten by the next load. */
  load(): Uint8Array | Problem;
}

/** Where a run gets its files from: a disk, or a map in memory. In ascending order of paths. */
export interface Input {
  files(): Iterable<InputFile | Problem>;
  /** A file beside those given, such as a patch that a kustomization names; null where there is none. */
  beside(path: string): InputFile | null;
  /** The other files of the repository that the given ones belong to, Tiltfiles, Terraform and scripts among them; asked only when something would move. */
  beyond(): Iterable<InputFile>;
  /** Every file below a folder, whatever it is called: templates of a chart have names of their own. */
  under(folder: string): Iterable<InputFile>;
  /** The one name of a file or folder, for a path that leads out of the working folder and in again. */
  nameOf(path: string): string;
}
