import { fieldPathsOf, patchesOf, pointersOf } from '../patches.js';
import type { Reader } from '../reader.js';

/** Kustomizations, Flux's too, and what Argo CD hands to kustomize. */
export const KUSTOMIZATIONS: readonly Reader[] = [
  {
    kinds: ['Kustomization', 'Component', 'Application'],
    matters: () => true,
    add(tree, { document, value }, read) {
      tree.patches.push(...patchesOf(document, value, read), ...pointersOf(document, value));
      tree.fieldPaths.push(...fieldPathsOf(document, value, read));
    },
  },
];
