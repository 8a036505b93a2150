// Made of the folders beside it by scripts/rule-registry.mjs: do not edit.

import { noTripwire } from './clusters/sm702-no-tripwire.js';
import { nodesOf128 } from './clusters/sm703-nodes-of-1-28.js';
import { olderNodes } from './clusters/sm704-older-nodes.js';
import { schedulerGate } from './clusters/sm705-scheduler-gate.js';
import { staleTool } from './clusters/sm706-stale-tool.js';
import { unknownFields } from './clusters/sm709-unknown-fields.js';
import { wayBack } from './clusters/sm710-way-back.js';
import type { Rule } from './define.js';
import { unknownKind } from './kinds/sm601-unknown-kind.js';
import { refusingKind } from './kinds/sm603-refusing-kind.js';
import { ownSidecars } from './kinds/sm604-own-sidecars.js';
import { ownName } from './kinds/sm605-own-name.js';
import { crdRelease } from './kinds/sm606-crd-release.js';
import { inexpressible } from './kinds/sm607-inexpressible.js';
import { computedValue } from './kinds/sm608-computed-value.js';
import { rollout } from './live/sm801-rollout.js';
import { existingJob } from './live/sm802-existing-job.js';
import { notApplied } from './live/sm803-not-applied.js';
import { ignoredDifference } from './live/sm808-ignored-difference.js';
import { servicePortName } from './references/sm501-service-port-name.js';
import { sharedPortName } from './references/sm502-shared-port-name.js';
import { networkPolicy } from './references/sm505-network-policy.js';
import { containerResource } from './references/sm506-container-resource.js';
import { verticalPolicy } from './references/sm507-vertical-policy.js';
import { monitor } from './references/sm508-monitor.js';
import { metricName } from './references/sm509-metric-name.js';
import { defaultContainer } from './references/sm510-default-container.js';
import { portForward } from './references/sm511-port-forward.js';
import { mergePatch } from './references/sm512-merge-patch.js';
import { indexPatch } from './references/sm513-index-patch.js';
import { fieldPath } from './references/sm514-field-path.js';
import { keel } from './references/sm516-keel.js';
import { argoDisplay } from './references/sm517-argo-display.js';
import { containersPolicy } from './references/sm518-policy.js';
import { resourceField } from './references/sm519-resource-field.js';
import { podFailurePolicy } from './references/sm520-pod-failure-policy.js';
import { veleroHook } from './references/sm522-velero-hook.js';
import { keyedAnnotation } from './references/sm523-keyed-annotation.js';
import { otherControllers } from './references/sm524-other-controllers.js';
import { buildTools } from './references/sm526-build-tools.js';
import { helmValues } from './references/sm527-helm-values.js';
import { terraform } from './references/sm528-terraform.js';
import { cdk8sPlus } from './references/sm529-cdk8s-plus.js';
import { generatedTypes } from './references/sm530-generated-types.js';
import { gkeHealthCheck } from './references/sm531-gke-health-check.js';
import { awsPortName } from './references/sm532-aws-port-name.js';
import { nativeSwitch } from './references/sm533-native-switch.js';
import { servedStore } from './references/sm534-served-store.js';
import { initPeak } from './resources/sm402-init-peak.js';
import { outOfMemory } from './resources/sm404-out-of-memory.js';
import { exclusiveCpus } from './resources/sm406-exclusive-cpus.js';
import { sizing } from './resources/sm408-sizing.js';
import { startedNotReady } from './start/sm201-started-not-ready.js';
import { readiness } from './start/sm202-readiness.js';
import { startupProbeToAdd } from './start/sm203-fitting-probe.js';
import { startNeedsApp } from './start/sm204-start-needs-app.js';
import { commandWaits } from './start/sm205-command-waits.js';
import { initNeedsSidecar } from './start/sm206-init-needs-sidecar.js';
import { noOrder } from './start/sm207-no-order.js';
import { crashAtStart } from './start/sm208-crash-at-start.js';
import { noStartupProbe } from './start/sm209-no-startup-probe.js';
import { startsAddUp } from './start/sm210-starts-add-up.js';
import { postStart } from './start/sm211-post-start.js';
import { oneShot } from './start/sm212-one-shot.js';
import { besideInit } from './start/sm213-beside-init.js';
import { mesh } from './start/sm214-mesh.js';
import { crashedApps } from './start/sm215-crashed-apps.js';
import { earlyPatches } from './start/sm216-early-patches.js';
import { neverRestarts } from './start/sm217-never.js';
import { appSocket } from './start/sm218-app-socket.js';
import { proxiedProbe } from './start/sm219-proxied-probe.js';
import { laterSidecar } from './start/sm220-later-sidecar.js';
import { kubernetes128 } from './stop/sm301-kubernetes-1-28.js';
import { appDrains } from './stop/sm302-app-drains.js';
import { longPreStop } from './stop/sm303-long-pre-stop.js';
import { preStopQuits } from './stop/sm304-pre-stop-quits.js';
import { runEnds } from './stop/sm305-run-ends.js';
import { resultCounts } from './stop/sm306-result-counts.js';
import { workAfter } from './stop/sm307-work-after.js';
import { quitCalls } from './stop/sm308-quit-calls.js';
import { inboundProxy } from './stop/sm309-inbound-proxy.js';
import { stopDuringStart } from './stop/sm310-stop-during-start.js';
import { noGrace } from './stop/sm311-no-grace.js';
import { appRemains } from './validation/sm101-app-remains.js';
import { uniqueName } from './validation/sm102-unique-name.js';
import { neverEnds } from './validation/sm103-never-ends.js';
import { restartPolicyOnContainer } from './validation/sm104-restart-policy.js';
import { probesAndHooks } from './validation/sm105-probes-and-hooks.js';
import { terminal } from './validation/sm107-terminal.js';
import { resizePolicy } from './validation/sm108-resize-policy.js';
import { restartRules } from './validation/sm109-restart-rules.js';
import { hostPortConflict } from './validation/sm110-host-port-conflict.js';
import { hostNetworkPort } from './validation/sm111-host-network-port.js';
import { hostPort } from './validation/sm112-host-port.js';
import { schedulerHostPort } from './validation/sm113-scheduler-host-port.js';
import { stopSignal } from './validation/sm114-stop-signal.js';
import { podResources } from './validation/sm115-pod-resources.js';
import { appArmor } from './validation/sm116-app-armor.js';
import { existingPod } from './validation/sm117-existing-pod.js';
import { anchors } from './validation/sm119-anchors.js';
import { emptyImage } from './validation/sm120-empty-image.js';
import { sentinelFile } from './workarounds/sm901-sentinel.js';
import { waitForFile } from './workarounds/sm902-wait-for-file.js';
import { ping } from './workarounds/sm903-ping.js';
import { signals } from './workarounds/sm904-signals.js';
import { reloadsApp } from './workarounds/sm905-reloads-app.js';
import { istioQuit } from './workarounds/sm906-istio-quit.js';
import { cloudSqlQuit } from './workarounds/sm907-cloud-sql-quit.js';
import { drainsConnections } from './workarounds/sm908-drains-connections.js';
import { linkerdQuit } from './workarounds/sm909-linkerd-quit.js';
import { scuttle } from './workarounds/sm910-scuttle.js';
import { kubexit } from './workarounds/sm911-kubexit.js';
import { kruise } from './workarounds/sm912-kruise-priority.js';
import { terminator } from './workarounds/sm913-terminator.js';
import { exitAfterAuth } from './workarounds/sm914-exit-after-auth.js';
import { waitForConnections } from './workarounds/sm915-wait-for-connections.js';
import { appSleeps } from './workarounds/sm916-app-sleeps.js';
import { proxyConfig } from './workarounds/sm917-proxy-config.js';
import { appWaits } from './workarounds/sm918-app-waits.js';
import { deadline } from './workarounds/sm919-deadline.js';
import { keptOutOfMesh } from './workarounds/sm920-kept-out-of-mesh.js';
import { timeout } from './workarounds/sm921-timeout.js';
import { apiKill } from './workarounds/sm922-api-kill.js';

/** Every rule, by code. */
export const RULEBOOK: readonly Rule[] = [
  appRemains,
  uniqueName,
  neverEnds,
  restartPolicyOnContainer,
  probesAndHooks,
  terminal,
  resizePolicy,
  restartRules,
  hostPortConflict,
  hostNetworkPort,
  hostPort,
  schedulerHostPort,
  stopSignal,
  podResources,
  appArmor,
  existingPod,
  anchors,
  emptyImage,
  startedNotReady,
  readiness,
  startupProbeToAdd,
  startNeedsApp,
  commandWaits,
  initNeedsSidecar,
  noOrder,
  crashAtStart,
  noStartupProbe,
  startsAddUp,
  postStart,
  oneShot,
  besideInit,
  mesh,
  crashedApps,
  earlyPatches,
  neverRestarts,
  appSocket,
  proxiedProbe,
  laterSidecar,
  kubernetes128,
  appDrains,
  longPreStop,
  preStopQuits,
  runEnds,
  resultCounts,
  workAfter,
  quitCalls,
  inboundProxy,
  stopDuringStart,
  noGrace,
  initPeak,
  outOfMemory,
  exclusiveCpus,
  sizing,
  servicePortName,
  sharedPortName,
  networkPolicy,
  containerResource,
  verticalPolicy,
  monitor,
  metricName,
  defaultContainer,
  portForward,
  mergePatch,
  indexPatch,
  fieldPath,
  keel,
  argoDisplay,
  containersPolicy,
  resourceField,
  podFailurePolicy,
  veleroHook,
  keyedAnnotation,
  otherControllers,
  buildTools,
  helmValues,
  terraform,
  cdk8sPlus,
  generatedTypes,
  gkeHealthCheck,
  awsPortName,
  nativeSwitch,
  servedStore,
  unknownKind,
  refusingKind,
  ownSidecars,
  ownName,
  crdRelease,
  inexpressible,
  computedValue,
  noTripwire,
  nodesOf128,
  olderNodes,
  schedulerGate,
  staleTool,
  unknownFields,
  wayBack,
  rollout,
  existingJob,
  notApplied,
  ignoredDifference,
  sentinelFile,
  waitForFile,
  ping,
  signals,
  reloadsApp,
  istioQuit,
  cloudSqlQuit,
  drainsConnections,
  linkerdQuit,
  scuttle,
  kubexit,
  kruise,
  terminator,
  exitAfterAuth,
  waitForConnections,
  appSleeps,
  proxyConfig,
  appWaits,
  deadline,
  keptOutOfMesh,
  timeout,
  apiKill,
];
