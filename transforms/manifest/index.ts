import type { Transform } from '../../src/model/transform.js';
import type { ManifestData } from './data.js';
import { editManifest } from './edit.js';
import { manifestFragments, manifestFragmentsInSteps } from './fragments.js';
import { readManifest, readManifestInSteps } from './read.js';

/** Kubernetes objects as people keep them: YAML streams, KYAML, JSON. */
export const manifest: Transform<ManifestData> = {
  id: 'manifest',
  read: readManifest,
  readInSteps: readManifestInSteps,
  fragments: manifestFragments,
  fragmentsInSteps: manifestFragmentsInSteps,
  edit: editManifest,
  project: (reading) =>
    new Map(reading.data.documents.map((document) => [document.index, document.value])),
};
