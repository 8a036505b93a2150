import type { Rule } from '../../model/rule.js';
import { WORKAROUND_INFOS } from './infos.js';
import { MESH_QUITS } from './mesh-quits.js';
import { sentinelFile } from './sm901-sentinel.js';
import { waitForFile } from './sm902-wait-for-file.js';
import { ping } from './sm903-ping.js';
import { signals } from './sm904-signals.js';
import { cloudSqlQuit } from './sm907-cloud-sql-quit.js';
import { kubexit } from './sm911-kubexit.js';
import { kruise } from './sm912-kruise-priority.js';
import { terminator } from './sm913-terminator.js';
import { exitAfterAuth } from './sm914-exit-after-auth.js';
import { waitForConnections } from './sm915-wait-for-connections.js';
import { timeout } from './sm921-timeout.js';
import { apiKill } from './sm922-api-kill.js';

/** What people did before sidecars were native (section 3b). */
export const WORKAROUND_RULES: readonly Rule[] = [
  sentinelFile,
  waitForFile,
  ping,
  signals,
  ...MESH_QUITS,
  cloudSqlQuit,
  kubexit,
  kruise,
  terminator,
  exitAfterAuth,
  waitForConnections,
  timeout,
  apiKill,
  ...WORKAROUND_INFOS,
];
