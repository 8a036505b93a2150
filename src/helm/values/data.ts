import type { InlinePatch } from '../../kustomize/inline/read.js';
import type { ManifestData } from '../../manifest/data.js';
import type { Reading } from '../../model/transform.js';
import type { Path } from '../../model/value.js';
import type { YamlDocument } from '../../yaml/document.js';
import type { CarriedValues } from '../carriers/carrier.js';
import type { Site } from './sites.js';

/** The values of one release, as they stand in a file: a map of its document, or a text in it. */
export interface ValuesPart {
  readonly document: YamlDocument;
  readonly carrier: CarriedValues;
  /** The document that holds the values: that of the file, or that of the text. */
  readonly inner: YamlDocument;
  /** From the root of `inner` to the values. */
  readonly root: Path;
  readonly text: InlinePatch | null;
  readonly sites: readonly Site[];
}

export interface ValuesData {
  readonly outer: Reading<ManifestData>;
  readonly parts: readonly ValuesPart[];
  /** Every text of the file that is read on its own: values, and the patches of a kustomization. */
  readonly texts: readonly InlinePatch[];
}
