import type { Reader, TextReader } from '../reader.js';
import { AGENT_CONFIGS } from './agent-configs.js';
import { ARGO_CD } from './argo-cd.js';
import { DEFINITIONS } from './definitions.js';
import { FOREIGN_PATCHES } from './foreign-patches.js';
import { HOOKS } from './hooks.js';
import { METRICS } from './metrics.js';
import { MONITORS } from './monitors.js';
import { NETWORK_POLICIES } from './network-policies.js';
import { CONSTRAINTS, POLICIES } from './policies.js';
import { SCALERS } from './scalers.js';
import { droppedInits } from './scrape-configs.js';
import { SERVICES } from './services.js';
import { TOOLS } from './tools.js';
import { WORKLOADS } from './workloads.js';

/** Who reads which kinds. */
export const READERS: readonly Reader[] = [
  ...SERVICES,
  ...FOREIGN_PATCHES,
  ...ARGO_CD,
  ...NETWORK_POLICIES,
  ...SCALERS,
  ...MONITORS,
  ...POLICIES,
  ...HOOKS,
  ...AGENT_CONFIGS,
  ...DEFINITIONS,
  ...WORKLOADS,
];

export const TEXT_READERS: readonly TextReader[] = [METRICS, droppedInits, CONSTRAINTS, ...TOOLS];
