import type { Transform } from '../../src/model/transform.js';
import { editValues } from './edit.js';
import { valuesFragments } from './fragments.js';
import { projectValues } from './project.js';
import { readValues, type ValuesData } from './read.js';

/** Helm values, wherever they stand: files, releases of Flux, Argo CD, K3s and Fleet. */
export const helmValues: Transform<ValuesData> = {
  id: 'helm-values',
  read: readValues,
  fragments: valuesFragments,
  edit: editValues,
  project: projectValues,
};
