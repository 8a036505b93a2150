import { loopsIn, probeOf, programOf } from '../../../facts/programs.js';
import { unseenIn } from '../../../facts/unseen.js';
import type { Rule } from '../../../model/rule.js';
import { waitsForApp } from './waits.js';

/** A command that waits for App runs, and so lets App start, unless a startupProbe waits with it. */
export const commandWaits: Rule = {
  code: 'SM205',
  title: 'a command that waits for the application',
  sources: ['KEP-753, Pod startup completed condition', 'kubernetes/website#51420'],
  absolute: true,
  check: (subject) => {
    const { name } = subject.container;
    const program = programOf(subject.container);
    const unseen = unseenIn(program, subject.container);
    if (unseen !== null)
      return [
        {
          severity: 'warn',
          message: `not all of what ${name} runs is seen (${unseen}): whether it waits for the application, or ends by itself, is not known`,
          remedy: 'read it, and accept SM205 if it does neither',
        },
      ];
    const why = loopsIn(program)
      .map((loop) => waitsForApp(loop, subject))
      .find((clause) => clause !== null);
    if (why === undefined || why === null) return [];
    if (probeOf(subject.container, 'startupProbe') === undefined)
      return [
        {
          severity: 'info',
          message: `the command of ${name} waits for the application (${why}): it counts as started while it waits, so both start`,
          remedy: `do not give ${name} a startupProbe`,
        },
      ];
    return [
      {
        severity: 'block',
        message: `the command of ${name} waits for the application (${why}) and its startupProbe waits for the command: neither would ever start`,
        remedy: 'take the startupProbe off, or take the wait out of the command',
      },
    ];
  },
};
