import type { Transform } from '../../src/model/transform.js';
import type { ManifestData } from './data.js';
import { editManifest } from './edit.js';
import { manifestFragments } from './fragments.js';
import { readManifest } from './read.js';

/** Kubernetes objects as people keep them: YAML streams, KYAML, JSON. */
export const manifest: Transform<ManifestData> = {
  id: 'manifest',
  read: readManifest,
  fragments: manifestFragments,
  edit: editManifest,
  project: (reading) =>
    new Map(reading.data.documents.map((document) => [document.index, document.value])),
};
