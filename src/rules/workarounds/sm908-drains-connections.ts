import { allText } from '../../pod/facts/scripts.js';
import { informing, rule } from '../define.js';

export const drainsConnections = rule({
  code: 'SM908',
  title: 'a proxy that drains connections',
  sources: ['GoogleCloudPlatform/cloud-sql-proxy docs/cmd'],
  effects: ['informs'],
  harm: 'The proxy waits for open connections when it is stopped. As that is now after the main container has ended, the wait only makes the shutdown longer.',
  seen: '-term_timeout or --max-sigterm-delay.',
  fix: 'Nothing to do.',
  check: informing(({ container }) =>
    /-term_timeout|--max-sigterm-delay/.test(allText(container))
      ? `${container.name} waits for open connections when it is stopped, which is now after the main container has ended`
      : null,
  ),
});
