import type { Rule } from '../../model/rule.js';
import { RESOURCE_INFOS } from './infos.js';
import { initPeak } from './sm402-init-peak.js';
import { sizing } from './sm408-sizing.js';

/** What the move does to what a pod asks for (section 4). */
export const RESOURCE_RULES: readonly Rule[] = [initPeak, sizing, ...RESOURCE_INFOS];
