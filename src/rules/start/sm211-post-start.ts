import { isHarmless } from '../../pod/facts/commands.js';
import { callsIn, handlerProgram, hookOf, loopsIn } from '../../pod/facts/programs.js';
import { rule, warns } from '../define.js';

/** The next container starts when the hook has returned; when it fails, the sidecar starts anew. */
export const postStart = rule({
  code: 'SM211',
  title: 'a postStart hook that delays the start',
  sources: ['KEP-753, postStart hook'],
  effects: ['warns'],
  harm: 'Kubernetes waits for the postStart hook of a sidecar. If the hook fails, the sidecar is restarted, and the main container does not start for as long as that goes on.',
  seen: 'A postStart hook that does more than create files.',
  fix: 'Check that the hook needs only the sidecar and returns soon, then accept SM211.',
  before: `lifecycle:
  postStart:
    exec: {command: [sh, -c, "curl -f https://config.example.com"]}`,
  check: ({ container }) => {
    const hook = hookOf(container, 'postStart');
    if (hook === undefined || Object.keys(hook).length === 0) return [];
    const program = handlerProgram(container, ['lifecycle', 'postStart']);
    const isShort = loopsIn(program).length === 0 && callsIn(program).every(isHarmless);
    if (callsIn(program).length > 0 && isShort) return [];
    return warns(
      `the postStart hook of ${container.name} now delays the main container until it returns, and forever if it keeps failing`,
      `check that it needs only ${container.name} and returns soon, then accept SM211`,
    );
  },
});
