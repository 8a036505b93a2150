import type { ManifestData } from '../../src/manifest/data.js';
import { editManifest } from '../../src/manifest/edit.js';
import { manifestFragments, manifestFragmentsInSteps } from '../../src/manifest/fragments.js';
import { readManifest, readManifestInSteps } from '../../src/manifest/read.js';
import type { Transform } from '../../src/model/transform.js';

/** Kubernetes objects as people keep them: YAML streams, KYAML, JSON. */
export const manifest: Transform<ManifestData> = {
  id: 'manifest',
  read: readManifest,
  readInSteps: readManifestInSteps,
  pods: manifestFragments,
  podsInSteps: manifestFragmentsInSteps,
  edit: editManifest,
  project: (reading) =>
    new Map(reading.data.documents.map((document) => [document.index, document.value])),
};
