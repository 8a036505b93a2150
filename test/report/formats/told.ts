import type { Outcome } from '../../../src/index.js';
import type { RunMeta } from '../../../src/report/meta.js';
import type { Told } from '../../../src/report/told.js';

/** A run as formats get it, in a repository whose root is the working folder. */
export function toldOf(outcome: Outcome, meta: Partial<RunMeta> = {}): Told {
  return {
    outcome,
    meta: {
      version: '1.2.3',
      kubeMinor: 29,
      kubeSource: 'default',
      kubePaths: [],
      verdict: '',
      ...meta,
    },
    color: false,
    pathOf: (path) => path,
  };
}
