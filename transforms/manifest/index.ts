import type { Transform } from '../../src/model/transform.js';
import type { ManifestData } from './data.js';
import { editManifest } from './edit.js';
import { manifestFragments } from './fragments.js';
import { readManifest } from './read.js';

const EXTENSION = /\.(?:ya?ml|json)$/i;
const OTHER_LANGUAGE = /\.(?:[cm]?[jt]sx?|go|py|rb|md|sh|tf|tpl)$/i;

/** Kubernetes objects as people keep them: YAML streams, KYAML, JSON. */
export const manifest: Transform<ManifestData> = {
  id: 'manifest',
  // A file of another name was given by name: it may well be YAML, and the reader will tell.
  claims: ({ path }) => EXTENSION.test(path) || !OTHER_LANGUAGE.test(path),
  read: readManifest,
  fragments: manifestFragments,
  edit: editManifest,
  project: (reading) =>
    new Map(reading.data.documents.map((document) => [document.index, document.value])),
};
