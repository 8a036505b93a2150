import type { Code } from '../model/finding.js';

export const HOME = 'https://github.com/sidecar-migrate/sidecar-migrate';

export const KEP =
  'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers';

/** What docs/rules holds of a rule. */
export function pageOf(code: Code): string {
  return `${HOME}/blob/main/docs/rules/${code}.md`;
}
