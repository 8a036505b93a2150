import type { Container } from '../../model/container.js';
import type { Code } from '../../model/finding.js';
import type { TextEdit } from '../../model/source.js';
import type { Path } from '../../model/value.js';

/** A node that goes, or a text that changes: of a container, or of the pod spec where it is null. */
export interface NodeEdit {
  readonly container: Container | null;
  readonly node: Path;
  /** Offsets into the text; null: the whole node goes. */
  readonly texts: readonly TextEdit[] | null;
}

/** One workaround that goes with the move of the sidecar that it was made for. */
export interface Removal {
  readonly code: Code;
  readonly sidecar: Container;
  /** What goes, and why nothing is lost. */
  readonly message: string;
  /** By these a comment would speak of it. */
  readonly words: readonly string[];
  readonly edits: readonly NodeEdit[];
  /** What is lost with it, and what to do: then somebody has to accept it. */
  readonly remedy?: string;
}
