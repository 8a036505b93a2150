import type { Rule } from '../../model/rule.js';
import { START_INFOS } from './infos.js';
import { startNeedsApp } from './sm204-start-needs-app.js';
import { commandWaits } from './sm205-command-waits.js';
import { postStart } from './sm211-post-start.js';
import { oneShot } from './sm212-one-shot.js';
import { besideInit } from './sm213-beside-init.js';
import { mesh } from './sm214-mesh.js';
import { neverRestarts } from './sm217-never.js';
import { appSocket } from './sm218-app-socket.js';
import { proxiedProbe } from './sm219-proxied-probe.js';
import { laterSidecar } from './sm220-later-sidecar.js';

/** What a start in order may run into (section 2). */
export const START_RULES: readonly Rule[] = [
  startNeedsApp,
  commandWaits,
  postStart,
  oneShot,
  besideInit,
  mesh,
  neverRestarts,
  appSocket,
  proxiedProbe,
  laterSidecar,
  ...START_INFOS,
];
