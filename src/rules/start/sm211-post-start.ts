import { isHarmless } from '../../pod/facts/commands.js';
import { callsIn, handlerProgram, hookOf, loopsIn } from '../../pod/facts/programs.js';
import { rule } from '../define.js';

/** The next container starts when the hook has returned; when it fails, the sidecar starts anew. */
export const postStart = rule({
  code: 'SM211',
  title: 'a postStart hook that holds the start back',
  sources: ['KEP-753, postStart hook'],
  effects: ['warns'],
  harm: 'The postStart hook of a sidecar is waited for; when it fails, the sidecar starts anew, and the application waits for as long as that goes on.',
  seen: 'A postStart hook that does more than touch files.',
  fix: 'See that it needs nothing but the sidecar and ends soon, then accept SM211.',
  before: `lifecycle:
  postStart:
    exec: {command: [sh, -c, "curl -f https://config.example.com"]}`,
  check: ({ container }) => {
    const hook = hookOf(container, 'postStart');
    if (hook === undefined || Object.keys(hook).length === 0) return [];
    const program = handlerProgram(container, ['lifecycle', 'postStart']);
    const isShort = loopsIn(program).length === 0 && callsIn(program).every(isHarmless);
    if (callsIn(program).length > 0 && isShort) return [];
    return [
      {
        severity: 'warn',
        message: `the postStart hook of ${container.name} now holds the application back until it returns, and for ever if it keeps failing`,
        remedy: `see that it needs nothing but ${container.name} and ends soon, then accept SM211`,
      },
    ];
  },
});
