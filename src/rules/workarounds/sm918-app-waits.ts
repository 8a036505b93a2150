import { localPortIn, ownPorts } from '../../pod/facts/ports.js';
import { loopsIn, programOf } from '../../pod/facts/programs.js';
import { allCalls } from '../../pod/facts/scripts.js';
import { informing, rule } from '../define.js';

export const appWaits = rule({
  code: 'SM918',
  title: 'a main container that waits for its sidecar',
  sources: ['KEP-753, Pod startup completed condition'],
  effects: ['informs'],
  harm: 'The main container waits for the sidecar, which is needed for as long as the sidecar has no startupProbe.',
  seen: 'A loop over a port of the sidecar in the main container.',
  fix: 'Keep it, or give the sidecar a startupProbe on that port first.',
  check: informing(({ container, apps }) => {
    const app = apps.find((each) =>
      [
        ...loopsIn(programOf(each)).flatMap(({ condition }) => condition),
        ...allCalls(each).filter(({ name }) =>
          /^(?:wait-for-it(?:\.sh)?|dockerize|wait4x)$/.test(name),
        ),
      ].some(({ text }) => localPortIn(text, ownPorts(container)) !== null),
    );
    return app === undefined
      ? null
      : `${app.name} waits for ${container.name} when it starts; the wait is needed for as long as ${container.name} has no startupProbe on that port`;
  }),
});
