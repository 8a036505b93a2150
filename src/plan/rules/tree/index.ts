import type { Rule } from '../../../model/rule.js';
import { servicePortName } from './sm501-service-port-name.js';
import { sharedPortName } from './sm502-shared-port-name.js';
import { mergePatch } from './sm512-merge-patch.js';
import { indexPatch } from './sm513-index-patch.js';
import { veleroHook } from './sm522-velero-hook.js';
import { gkeHealthCheck } from './sm531-gke-health-check.js';
import { ignoredDifference } from './sm808-ignored-difference.js';
import { keel, keyedAnnotation, podFailurePolicy } from './warnings.js';

/** Rules about what else in the tree, or in the object itself, names the sidecar (section 5). */
export const TREE_RULES: readonly Rule[] = [
  servicePortName,
  sharedPortName,
  mergePatch,
  indexPatch,
  keel,
  podFailurePolicy,
  veleroHook,
  keyedAnnotation,
  gkeHealthCheck,
  ignoredDifference,
];
