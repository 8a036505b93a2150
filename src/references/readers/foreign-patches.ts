import { patchesOf, pointersOf } from '../patches.js';
import type { Reader } from '../reader.js';

/** What Flux and Argo CD hand to kustomize. */
export const FOREIGN_PATCHES: readonly Reader[] = [
  {
    kinds: ['Kustomization', 'Application', 'ApplicationSet'],
    matters: () => true,
    add(tree, { document, value }, { read }) {
      tree.patches.push(...patchesOf(document, value, read), ...pointersOf(document, value));
    },
  },
];
