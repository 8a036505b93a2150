import { editKustomization } from '../../src/kustomize/inline/edit.js';
import { projectKustomization } from '../../src/kustomize/inline/project.js';
import { type KustomizeData, readKustomization } from '../../src/kustomize/inline/read.js';
import type { Transform } from '../../src/model/transform.js';

/** Kustomizations: their field paths, and the patches that stand in them as text. */
export const kustomize: Transform<KustomizeData> = {
  id: 'kustomize',
  read: readKustomization,
  // What a patch says of containers is a part of the workload that it finds.
  pods: () => [],
  edit: editKustomization,
  project: projectKustomization,
};
