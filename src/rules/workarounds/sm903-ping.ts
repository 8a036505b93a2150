import type { Container } from '../../model/container.js';
import type { Hit } from '../../model/rule.js';
import { pingsOf } from '../../pod/facts/pings.js';
import { placeOf } from '../../pod/facts/places.js';
import { programOf } from '../../pod/facts/programs.js';
import { watchesOf } from '../../pod/facts/watches.js';
import { rule } from '../define.js';

/** "App does not answer" is true before App has started, which is when a sidecar runs now. */
export const ping = rule({
  code: 'SM903',
  title: 'a loop that ends when the application is gone',
  sources: ['KEP-753', 'kubernetes/kubernetes#25908'],
  effects: ['blocks', 'warns', 'informs'],
  harm: 'The sidecar ends when the application no longer answers, or its process is gone. It starts first now, finds nobody there, ends and is started again for ever.',
  seen: 'A loop over a local port that is not its own, which goes on while that answers; pgrep, pidof, ps or kill -0 on a process of another container, where the pod shares processes. It warns where another loop waits for that process to come up first.',
  fix: 'Take the loop out: a sidecar is stopped after the application.',
  before: 'command: [sh, -c, "while nc -z localhost 8080; do sleep 5; done"]',
  asked: ['moving', 'native'],
  check: ({ pod, container, moving }) => [
    ...pingsOf(container, moving)
      .slice(0, 1)
      .map(({ loop, port }) => atOnce(container, `nothing answers on port ${port}`, loop.start)),
    ...watchesOf(container, pod)
      .slice(0, 1)
      .map(({ process, start, awaited }) => {
        const gone = `the process ${process} is gone`;
        return awaited ? afterIt(container, gone, start) : atOnce(container, gone, start);
      }),
  ],
});

const REMEDY =
  'as --remove-workarounds does where it can: a sidecar is stopped after the application';

function atOnce(container: Container, gone: string, start: number): Hit<'block' | 'warn' | 'info'> {
  return {
    severity: 'block',
    message: `${container.name} ends when ${gone}: as a sidecar it starts before the application, finds nobody there, ends at once and is started again for ever`,
    remedy: `take the loop out of ${container.name}, ${REMEDY}`,
    place: placeOf(container, programOf(container), start),
  };
}

/** It waits for the application to come up first, and so outlasts its start. */
function afterIt(
  container: Container,
  gone: string,
  start: number,
): Hit<'block' | 'warn' | 'info'> {
  return {
    severity: 'warn',
    message: `${container.name} waits for the application, and ends when ${gone}: as a sidecar it is stopped after the application anyway, and would be started again whenever it ends by itself`,
    remedy: `take the loops out of ${container.name}, ${REMEDY}, or accept SM903`,
    place: placeOf(container, programOf(container), start),
  };
}
