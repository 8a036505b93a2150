import type { Rule } from '../model/rule.js';
import { CAVEAT_RULES } from './caveats.js';
import { staleTool } from './clusters/sm706-stale-tool.js';
import { refusingKind, unknownKind } from './kinds/sm601-kind.js';
import { ownName } from './kinds/sm605-own-name.js';
import { crdRelease } from './kinds/sm606-crd-release.js';
import { inexpressible } from './kinds/sm607-inexpressible.js';
import { TREE_RULES } from './references/index.js';
import { partialPod } from './references/partial-pod.js';
import { volcanoPolicy } from './references/volcano-policy.js';
import { RESOURCE_RULES } from './resources/index.js';
import { START_RULES } from './start/index.js';
import { STOP_RULES } from './stop/index.js';
import { kubernetes128 } from './stop/sm301-kubernetes-1-28.js';
import { INFOS } from './validation/infos.js';
import { appRemains } from './validation/sm101-app-remains.js';
import { uniqueName } from './validation/sm102-unique-name.js';
import { restartPolicyOnContainer } from './validation/sm104-restart-policy.js';
import { resizePolicy } from './validation/sm108-resize-policy.js';
import { restartRules } from './validation/sm109-restart-rules.js';
import { hostPortConflict } from './validation/sm110-host-port-conflict.js';
import { hostNetworkPort } from './validation/sm111-host-network-port.js';
import { hostPort } from './validation/sm112-host-port.js';
import { schedulerHostPort } from './validation/sm113-scheduler-host-port.js';
import { podResources } from './validation/sm115-pod-resources.js';
import { emptyImage } from './validation/sm120-empty-image.js';
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
