import type { ValuesData } from '../../src/helm/values/data.js';
import { editValues } from '../../src/helm/values/edit.js';
import { valuesFragments } from '../../src/helm/values/fragments.js';
import { projectValues, readValues } from '../../src/helm/values/read.js';
import type { Transform } from '../../src/model/transform.js';

/** Helm values, wherever they stand: files, releases of Flux, Argo CD, K3s and Fleet. */
export const helmValues: Transform<ValuesData> = {
  id: 'helm-values',
  read: readValues,
  pods: valuesFragments,
  edit: editValues,
  project: projectValues,
};
