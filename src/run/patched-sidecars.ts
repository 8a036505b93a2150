import { textOf } from '../files/decode.js';
import { patchFilesOf } from '../kustomize/graph/reachable.js';
import type { Settings } from '../model/settings.js';
import { bringsSidecar } from '../pod/classify/brings-sidecar.js';
import type { Survey } from './survey.js';

/** Files with a sidecar that a kustomization patches into a pod: by itself it looks like no pod. */
export function patchedSidecars(survey: Survey, settings: Settings): readonly string[] {
  const found = new Set<string>();
  for (const [path, text] of survey.kustomizations) {
    if (!text.includes('atch')) continue;
    if (bringsSidecar(text, settings)) found.add(path);
    for (const file of patchFilesOf(path, text)) {
      const patch = textOf(survey.given.get(file));
      if (patch !== null && bringsSidecar(patch, settings)) found.add(file);
    }
  }
  return [...found];
}
