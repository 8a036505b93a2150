import type { Rule } from '../../model/rule.js';
import { STOP_INFOS } from './infos.js';
import { appDrains } from './sm302-app-drains.js';
import { longPreStop } from './sm303-long-pre-stop.js';
import { preStopQuits } from './sm304-pre-stop-quits.js';
import { resultCounts } from './sm306-result-counts.js';
import { workAfter } from './sm307-work-after.js';
import { quitCalls } from './sm308-quit-calls.js';
import { inboundProxy } from './sm309-inbound-proxy.js';
import { noGrace } from './sm311-no-grace.js';

/** What a stop in order may run into (section 3a). */
export const STOP_RULES: readonly Rule[] = [
  appDrains,
  longPreStop,
  preStopQuits,
  resultCounts,
  workAfter,
  quitCalls,
  inboundProxy,
  noGrace,
  ...STOP_INFOS,
];
