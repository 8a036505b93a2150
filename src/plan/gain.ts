import type { Container } from '../model/container.js';
import type { Finding } from '../model/finding.js';
import type { Gain } from '../model/plan.js';
import type { Pod } from '../model/pod.js';
import { lookUp } from '../pod/classify/catalogue/index.js';
import { runsToCompletion } from '../pod/facts/lifetime.js';

/**
 * Whether something of the source may end a sidecar today, so that nobody can say that it runs on: a
 * workaround, a script whose end is not seen, an application that nobody reads.
 */
function mayEnd({ code, severity }: Finding): boolean {
  if (/^SM(?:205|212|308|914)$/.test(code)) return severity !== 'info';
  return /^SM9(?!08|16|17|18|19|20)/.test(code);
}

/** What a move is worth. */
export function gainOf(pod: Pod, container: Container, findings: readonly Finding[]): Gain {
  const { name } = container;
  const endsToday = findings.some(mayEnd);
  if (runsToCompletion(pod) && !endsToday)
    return {
      kind: 'completes',
      message: `never completes today, because ${name} keeps running; after the move it will`,
    };
  switch (lookUp(container)?.family.category) {
    case 'mesh-proxy':
    case 'database-proxy':
    case 'auth-proxy':
    case 'secret-agent':
    case 'tunnel':
    case 'docker-in-docker':
      return {
        kind: 'order',
        message: `the main container no longer starts before ${name} or outlives it`,
      };
    case 'log-agent':
    case 'tracing-agent':
      return {
        kind: 'tail',
        message: `${name} no longer stops before the last output of the main container`,
      };
    default:
      return {
        kind: 'little',
        message: `${name} starts before the main container and stops after it`,
      };
  }
}
