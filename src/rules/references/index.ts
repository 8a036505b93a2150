import type { Rule } from '../../model/rule.js';
import { ignoredDifference } from '../live/sm808-ignored-difference.js';
import { TREE_INFOS } from './infos.js';
import { servicePortName } from './sm501-service-port-name.js';
import { sharedPortName } from './sm502-shared-port-name.js';
import { networkPolicy } from './sm505-network-policy.js';
import { containerResource } from './sm506-container-resource.js';
import { verticalPolicy } from './sm507-vertical-policy.js';
import { monitor } from './sm508-monitor.js';
import { metricName } from './sm509-metric-name.js';
import { mergePatch } from './sm512-merge-patch.js';
import { indexPatch } from './sm513-index-patch.js';
import { keel } from './sm516-keel.js';
import { containersPolicy } from './sm518-policy.js';
import { podFailurePolicy } from './sm520-pod-failure-policy.js';
import { veleroHook } from './sm522-velero-hook.js';
import { keyedAnnotation } from './sm523-keyed-annotation.js';
import { otherControllers } from './sm524-other-controllers.js';
import { helmValues } from './sm527-helm-values.js';
import { gkeHealthCheck } from './sm531-gke-health-check.js';
import { awsPortName } from './sm532-aws-port-name.js';
import { nativeSwitch } from './sm533-native-switch.js';
import { servedStore } from './sm534-served-store.js';

/** Rules about what else in the tree, or in the object itself, names the sidecar (section 5). */
export const TREE_RULES: readonly Rule[] = [
  servicePortName,
  sharedPortName,
  networkPolicy,
  containerResource,
  verticalPolicy,
  monitor,
  metricName,
  mergePatch,
  indexPatch,
  keel,
  containersPolicy,
  podFailurePolicy,
  veleroHook,
  keyedAnnotation,
  otherControllers,
  helmValues,
  gkeHealthCheck,
  awsPortName,
  nativeSwitch,
  servedStore,
  ignoredDifference,
  ...TREE_INFOS,
];
