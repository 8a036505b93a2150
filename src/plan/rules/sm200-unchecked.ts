import type { Rule } from '../../model/rule.js';

/**
 * Rules about start and shutdown are not part of this version. Until they are, nothing may be
 * called safe: a startupProbe that waits for App, or a preStop that quits, would go unseen.
 */
export const startAndStopUnchecked: Rule = {
  code: 'SM200',
  title: 'start and shutdown are not checked yet',
  sources: ['KEP-753, Proposal'],
  absolute: false,
  check: ({ container }) => [
    {
      severity: 'warn',
      message: `whether ${container.name} waits for another container at start, or stops one at shutdown, is not checked by this version`,
      remedy: 'read its probes, hooks and command, then run again with --unsafe',
    },
  ],
};
