import type { Code } from '../../model/finding.js';
import { RULEBOOK } from './index.js';

/** What a rule is called, as `sidecar-migrate rules` lists it. */
export function titleOf(code: Code): string {
  return RULEBOOK.find((page) => page.code === code)?.title ?? code;
}
