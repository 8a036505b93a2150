import type { Rule } from '../model/rule.js';
import { CAVEAT_RULES } from './caveats.js';
import { INFOS } from './infos.js';
import { RESOURCE_RULES } from './resources/index.js';
import { appRemains } from './sm101-app-remains.js';
import { uniqueName } from './sm102-unique-name.js';
import { restartPolicyOnContainer } from './sm104-restart-policy.js';
import { resizePolicy } from './sm108-resize-policy.js';
import { restartRules } from './sm109-restart-rules.js';
import { hostPortConflict } from './sm110-host-port-conflict.js';
import { hostNetworkPort } from './sm111-host-network-port.js';
import { hostPort } from './sm112-host-port.js';
import { schedulerHostPort } from './sm113-scheduler-host-port.js';
import { podResources } from './sm115-pod-resources.js';
import { emptyImage } from './sm120-empty-image.js';
import { kubernetes128 } from './sm301-kubernetes-1-28.js';
import { partialPod } from './sm512-partial.js';
import { volcanoPolicy } from './sm520-volcano-policy.js';
import { refusingKind, unknownKind } from './sm601-kind.js';
import { ownName } from './sm605-own-name.js';
import { crdRelease } from './sm606-crd-release.js';
import { inexpressible } from './sm607-inexpressible.js';
import { staleTool } from './sm706-stale-tool.js';
import { START_RULES } from './start/index.js';
import { STOP_RULES } from './stop/index.js';
import { TREE_RULES } from './tree/index.js';
import { WORKAROUND_RULES } from './workarounds/index.js';

/** Every rule about one container that would move, in the order in which findings are said. */
export const RULES: readonly Rule[] = [
  appRemains,
  uniqueName,
  restartPolicyOnContainer,
  resizePolicy,
  restartRules,
  hostPortConflict,
  hostNetworkPort,
  hostPort,
  schedulerHostPort,
  podResources,
  emptyImage,
  ...START_RULES,
  kubernetes128,
  ...STOP_RULES,
  ...RESOURCE_RULES,
  ...TREE_RULES,
  partialPod,
  volcanoPolicy,
  unknownKind,
  refusingKind,
  ownName,
  crdRelease,
  inexpressible,
  ...CAVEAT_RULES,
  staleTool,
  ...WORKAROUND_RULES,
  ...INFOS,
];
