import type { CustomKind } from '../model/settings.js';
import type { Lines } from '../text/lines.js';
import type { YamlDocument } from '../yaml/document.js';

export interface ManifestData {
  readonly documents: readonly YamlDocument[];
  /** Of the whole file, for places. */
  readonly lines: Lines;
  readonly kinds: readonly CustomKind[];
}
