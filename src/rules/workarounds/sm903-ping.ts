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
  title: 'a loop that ends when the main container is gone',
  sources: ['KEP-753', 'kubernetes/kubernetes#25908'],
  effects: ['blocks', 'warns', 'informs'],
  harm: 'The sidecar ends when the main container no longer answers, or its process is gone. A sidecar starts first: it would end at once and be restarted forever.',
  seen: 'A loop that runs for as long as a local port of another container answers; pgrep, pidof, ps or kill -0 for a process of another container, in a pod with shareProcessNamespace. It warns if another loop first waits for that process to start.',
  fix: 'Remove the loop: a sidecar is stopped after the main container.',
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
  'as --remove-workarounds does where it can: a sidecar is stopped after the main container';

function atOnce(container: Container, gone: string, start: number): Hit<'block' | 'warn' | 'info'> {
  return {
    severity: 'block',
    message: `${container.name} ends when ${gone}: as a sidecar it starts before the main container, ends at once and is restarted forever`,
    remedy: `remove the loop from ${container.name}, ${REMEDY}`,
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
    message: `${container.name} waits for the main container, and ends when ${gone}: as a sidecar it is stopped after the main container anyway, and would be restarted whenever it ends by itself`,
    remedy: `remove the loops from ${container.name}, ${REMEDY}, or accept SM903`,
    place: placeOf(container, programOf(container), start),
  };
}
