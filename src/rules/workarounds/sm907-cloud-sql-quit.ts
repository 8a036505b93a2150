import { lookUp } from '../../pod/classify/catalogue/index.js';
import { placeOfCall } from '../../pod/facts/places.js';
import { allCalls, allText, envOf } from '../../pod/facts/scripts.js';
import type { Call } from '../../pod/facts/shell.js';
import { rule, warns } from '../define.js';

/** The database proxy waits for a POST that the application sends when it has ended. */
export const cloudSqlQuit = rule({
  code: 'SM907',
  title: 'a call that ends the database proxy',
  sources: ['GoogleCloudPlatform/cloud-sql-proxy examples/k8s-sidecar/job_with_shutdown_hook.yaml'],
  effects: ['warns', 'informs'],
  harm: 'The Cloud SQL proxy lets its main container end it, and would be restarted.',
  seen: '--quitquitquit, or its variable, on the proxy, or the POST request in the main container.',
  fix: 'Remove both with the move.',
  before: 'args: [--quitquitquit, "project:region:instance"]',
  after: 'args: ["project:region:instance"]',
  asked: ['moving', 'native'],
  check: ({ container, apps }) => {
    const flag =
      /--quitquitquit\b/.test(allText(container)) ||
      /^(?:true|1)$/i.test(envOf(container).get('CSQL_PROXY_QUITQUITQUIT') ?? '');
    const isProxy = lookUp(container)?.family.category === 'database-proxy';
    const caller = isProxy
      ? apps.find((app) =>
          /(?::\d{2,5})\/quitquitquit|cloud-sql-proxy"?,?\s+"?shutdown/.test(allText(app)),
        )
      : undefined;
    if (!flag && caller === undefined) return [];
    const call = caller === undefined ? undefined : allCalls(caller).find(isQuit);
    const who = caller === undefined ? 'its main container' : caller.name;
    return warns(
      `${container.name} lets ${who} end it (quitquitquit): as a sidecar it is stopped after the main container anyway, and would be restarted`,
      `remove the call from ${who} and --quitquitquit from ${container.name}, as --remove-workarounds does where it can, or accept SM907`,
      {
        ...(caller === undefined || call === undefined ? {} : { place: placeOfCall(caller, call) }),
      },
    );
  },
});

function isQuit({ text }: Call): boolean {
  return /quitquitquit|cloud-sql-proxy\s+shutdown/.test(text);
}
