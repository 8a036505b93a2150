import { type Container, type EffectivePod, isNative } from '../../model/pod.js';
import type { Rule } from '../../model/rule.js';
import { startNeedsApp } from '../start/sm204-start-needs-app.js';
import { commandWaits } from '../start/sm205-command-waits.js';
import { oneShot } from '../start/sm212-one-shot.js';
import { neverRestarts } from '../start/sm217-never.js';
import { longPreStop } from '../stop/sm303-long-pre-stop.js';
import { preStopQuits } from '../stop/sm304-pre-stop-quits.js';
import { workAfter } from '../stop/sm307-work-after.js';
import { isStripped, neverEnds } from '../validation/sm103-never-ends.js';
import { hostPort } from '../validation/sm112-host-port.js';
import { MESH_QUITS } from '../workarounds/mesh-quits.js';
import { sentinelFile } from '../workarounds/sm901-sentinel.js';
import { waitForFile } from '../workarounds/sm902-wait-for-file.js';
import { ping } from '../workarounds/sm903-ping.js';
import { signals } from '../workarounds/sm904-signals.js';
import { cloudSqlQuit } from '../workarounds/sm907-cloud-sql-quit.js';
import { kubexit } from '../workarounds/sm911-kubexit.js';
import { exitAfterAuth } from '../workarounds/sm914-exit-after-auth.js';
import { waitForConnections } from '../workarounds/sm915-wait-for-connections.js';
import { timeout } from '../workarounds/sm921-timeout.js';

/** What can still be wrong with a sidecar that is native already. */
const OF_NATIVES: readonly Rule[] = [
  hostPort,
  startNeedsApp,
  commandWaits,
  oneShot,
  neverRestarts,
  longPreStop,
  preStopQuits,
  workAfter,
  sentinelFile,
  waitForFile,
  ping,
  signals,
  ...MESH_QUITS,
  cloudSqlQuit,
  kubexit,
  exitAfterAuth,
  waitForConnections,
  timeout,
];

/** The rules for an entry of initContainers: a native sidecar, or one that lost its field. */
export function rulesOfInit(container: Container): readonly Rule[] {
  return isNative(container) ? OF_NATIVES : [neverEnds];
}

/** Whether initContainers hold a known sidecar without the field that makes it one. */
export function holdsStripped(pod: EffectivePod): boolean {
  return pod.initContainers.some(isStripped);
}
